import {describe, expect, it} from 'vitest'
import {latestUse} from './latestUse'

/** A log of `size` records, read as the node answers. */
function logOf(size: number) {
  const log = {size, asked: [] as number[]}
  const read = async (from: number, limit: number) => {
    log.asked.push(from)
    const to = Math.min(log.size, from + limit)
    return {total: log.size, rows: Array.from({length: Math.max(0, to - from)}, (_, at) => ({seq: from + at, verdict: 'answered' as const, time: '2026-03-17T00:00:00+08:00'})), ...(to < log.size && {next: to})}
  }
  return {log, read}
}

describe('the latest records of use', () => {
  it('are the last ones, beside the number of all', async () => {
    const {read} = logOf(25_000)
    const {total, rows} = await latestUse(2_000, read)()
    expect([total, rows.length, rows[0]!.seq, rows.at(-1)!.seq]).toEqual([25_000, 2_000, 23_000, 24_999])
  })
  it('go on from where the look before ended', async () => {
    const {log, read} = logOf(700)
    const look = latestUse(2_000, read)
    expect((await look()).rows).toHaveLength(700)
    log.size = 703
    log.asked = []
    const {total, rows} = await look()
    expect([total, rows.length, log.asked]).toEqual([703, 703, [0, 700]])
    log.asked = []
    await look()
    expect(log.asked).toEqual([0])
  })
  it('are none of an empty log', async () => expect(await latestUse(2_000, logOf(0).read)()).toEqual({total: 0, rows: []}))
})
