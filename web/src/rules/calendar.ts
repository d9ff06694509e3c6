/** Days as the node counts them: off, worked to make up (调休), or as the week has it; holidays' names from the notices that ship with the product. */
import type {ShippedCalendar} from 'virtual:packs'
import {api, ask, type Schemas} from '@/api/client'

export interface Calendar {
  node: Schemas['WorkingCalendar']
  notices: readonly ShippedCalendar[]
}

export interface Day {
  day: string
  kind: 'off' | 'working' | 'weekend' | 'weekday'
  holiday?: string
}

export async function readCalendar(): Promise<Calendar> {
  const [node, {default: shipped}] = await Promise.all([ask(api.GET('/api/v1/calendar')), import('virtual:packs')])
  return {node, notices: shipped.calendars}
}

const pad = (n: number): string => String(n).padStart(2, '0')
const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** A weekend within a named holiday is shown as part of it; the node counts it as off either way. */
export function kindOf(day: string, {node, notices}: Calendar): Day {
  if (node.days_made_up.includes(day)) return {day, kind: 'working'}
  const weekend = weekdayOf(day) > 4
  const off = node.days_off.includes(day)
  const loaded = node.years.includes(Number(day.slice(0, 4)))
  const holiday = loaded && (off || weekend) ? notices.flatMap((notice) => notice.off).find(({from, to}) => from <= day && day <= to)?.name : undefined
  if (off || holiday) return {day, kind: 'off', ...(holiday && {holiday})}
  return {day, kind: weekend ? 'weekend' : 'weekday'}
}

/** Weeks of a month, Monday first; null where the week belongs to another month. */
export function weeksOf(year: number, month: number, calendar: Calendar): (Day | null)[][] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (Day | null)[] = Array.from({length: weekdayOf(iso(year, month, 1))}, () => null)
  for (let day = 1; day <= days; ++day) cells.push(kindOf(iso(year, month, day), calendar))
  while (cells.length % 7) cells.push(null)
  return Array.from({length: cells.length / 7}, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
