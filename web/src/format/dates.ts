/** Dates and times as the server means them: China Standard Time. */
import {locale} from '@/i18n'

const zone = 'Asia/Shanghai'
/** Made once: to make one takes longer than to format a thousand days. */
const days = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short'})
const times = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'short'})

/** "2026-03-17T09:00:59.976+08:00" → "2026-03-17 09:00". */
export function formatTime(time: string | undefined): string {
  if (!time) return ''
  const at = new Date(time)
  if (Number.isNaN(at.getTime())) return time
  return times.format(at)
}

/** As formatTime; a time that is kept to the day only (midnight to the millisecond) as the day. */
export function formatTimeOrDay(time: string): string {
  const shown = formatTime(time)
  return /T00:00:00(\.0+)?\+08:00$/.test(time) ? shown.slice(0, 10) : shown
}

/** "2026-03-17" → "2026年3月17日", in English "17 Mar 2026". */
export function formatDate(day: string | undefined): string {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return day ?? ''
  const at = new Date(`${day}T12:00:00+08:00`)
  return new Intl.DateTimeFormat(locale.value === 'zh' ? 'zh-CN' : 'en-GB', {timeZone: zone, dateStyle: locale.value === 'zh' ? 'long' : 'medium'}).format(at)
}

/** Today in China, as the API writes days. */
export function isoDay(at: Date): string {
  return days.format(at)
}
