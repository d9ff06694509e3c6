import {describe, expect, it} from 'vitest'
import {anchorOf, dayOf, recordsOf} from './usage'

describe('usage', () => {
  it('is of the day in China', () => {
    expect(['2026-03-18T00:30:00+08:00', '2026-03-17T09:00:00+08:00', '2026-03-17T16:10:00Z'].map(dayOf)).toEqual(['2026-03-18', '2026-03-17', '2026-03-18'])
  })
  it('is read over the whole period of a statement, or says that some is left out', async () => {
    const log = Array.from({length: 1_800}, (_, seq) => ({seq, time: seq < 600 ? '2026-03-17T09:00:00+08:00' : '2026-03-18T09:00:00+08:00', verdict: 'answered', check: '', price_fen: 1, epoch: 1} as const))
    const read = async (_: unknown, from: number) => ({rows: log.slice(from, from + 500), next: from + 500 < log.length ? from + 500 : undefined})
    const statement = {subscription: 'sub-1', from: '2026-03-18', to: '2026-03-18', first_seq: 600, last_seq: 1_799}
    const all = await recordsOf(statement, 5_000, read)
    expect([all.whole, all.rows.length, all.rows[0]!.seq, all.rows.at(-1)!.seq]).toEqual([true, 1_200, 600, 1_799])
    const some = await recordsOf(statement, 500, read)
    expect([some.whole, some.rows.length]).toEqual([false, 500])
    expect((await recordsOf({...statement, last_seq: 700}, 5_000, read)).rows).toHaveLength(101)
    expect(await recordsOf({subscription: 'sub-1', from: '2026-03-18', to: '2026-03-18'}, 5_000, read)).toEqual({rows: [], whole: true})
  })
  it('is covered by the anchor of its segment that reaches past it', () => {
    const anchors = [{segment: 0, from: 6, to: 7, root: 'a'}, {segment: 100, from: 100, to: 120, root: 'b'}]
    expect(anchorOf(3, anchors)?.root).toBe('a')
    expect(anchorOf(7, anchors)).toBeUndefined()
    expect(anchorOf(119, anchors)?.root).toBe('b')
  })
})
