/** Counts by month, in China, the latest month last. */
import {isoDay} from '@/format/dates'

export const monthOf = (time: string | number): string => isoDay(new Date(time)).slice(0, 7)

/** The month of `now` and those before it: "2026-03". */
export function monthsUntil(now: string, count = 12): string[] {
  const [year, month] = monthOf(now).split('-').map(Number) as [number, number]
  const numbers = Array.from({length: count}, (_, back) => year * 12 + month - 1 - (count - 1 - back))
  return numbers.map((one) => `${Math.floor(one / 12)}-${String(one % 12 + 1).padStart(2, '0')}`)
}

export interface MonthRow {
  month: string
  counts: number[]
}

/** How often each series names a time in each month; nothing at all when no month has any. */
export function byMonth(months: readonly string[], series: readonly (readonly (string | number)[])[]): MonthRow[] {
  const named = series.map((times) => times.map(monthOf))
  const rows = months.map((month) => ({month, counts: named.map((all) => all.filter((one) => one === month).length)}))
  return rows.some(({counts}) => counts.some(Boolean)) ? rows : []
}
