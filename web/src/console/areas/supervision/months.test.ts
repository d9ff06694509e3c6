import {describe, expect, it} from 'vitest'
import {byMonth, monthOf, monthsUntil} from './months'

describe('months', () => {
  it('end with the month of now, over the turn of the year', () => {
    expect(monthsUntil('2026-02-10T09:00:00+08:00', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(monthsUntil('2026-12-31T09:00:00+08:00')).toHaveLength(12)
  })
  it('are those of China', () => expect([monthOf('2026-02-28T16:30:00Z'), monthOf(Date.parse('2026-02-28T15:30:00Z'))]).toEqual(['2026-03', '2026-02']))
  it('count each series; a month without any is none of them, not missing', () => {
    expect(byMonth(['2026-01', '2026-02'], [['2026-01-05T00:00:00+08:00', '2026-01-09T00:00:00+08:00'], [Date.parse('2026-01-01T00:00:00+08:00')], ['2025-01-01T00:00:00+08:00']])).toEqual([{month: '2026-01', counts: [2, 1, 0]}, {month: '2026-02', counts: [0, 0, 0]}])
  })
  it('without anything are no rows', () => expect(byMonth(['2026-01'], [[], ['2025-01-01T00:00:00+08:00']])).toEqual([]))
})
