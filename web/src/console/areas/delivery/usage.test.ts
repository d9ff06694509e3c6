import {describe, expect, it} from 'vitest'
import {anchorOf, byDay} from './usage'

describe('usage', () => {
  it('is counted by the day in China', () => {
    const row = (time: string, verdict: 'answered' | 'refused', price_fen: number) => ({time, verdict, price_fen})
    expect(byDay([row('2026-03-18T00:30:00+08:00', 'answered', 5), row('2026-03-17T09:00:00+08:00', 'answered', 5), row('2026-03-17T16:10:00Z', 'refused', 0)])).toEqual([
      {day: '2026-03-17', answered: 1, refused: 0, fen: 5}, {day: '2026-03-18', answered: 1, refused: 1, fen: 5}])
  })
  it('is covered by the anchor of its segment that reaches past it', () => {
    const anchors = [{segment: 0, from: 6, to: 7, root: 'a'}, {segment: 100, from: 100, to: 120, root: 'b'}]
    expect(anchorOf(3, anchors)?.root).toBe('a')
    expect(anchorOf(7, anchors)).toBeUndefined()
    expect(anchorOf(119, anchors)?.root).toBe('b')
  })
})
