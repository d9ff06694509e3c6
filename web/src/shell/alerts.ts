/** What a person should know without being asked: stops, terms about to end, work that came back. Asked for by state: alerts are looked at each minute. */
import {reactive} from 'vue'
import type {RouteLocationRaw} from 'vue-router'
import {api, listAll, type OperationId} from '@/api/client'
import {formatDate} from '@/format/dates'
import {t, words} from '@/i18n'
import {recordKind, recordKinds} from '@/console/gather'
import {may, session} from '@/console/session'

export interface Alert {
  key: string
  tone: 'bad' | 'warn'
  text: () => string
  to?: RouteLocationRaw
}

export const alerts = reactive<{rows: Alert[]; loaded: boolean}>({rows: [], loaded: false})

/** Days before its end from which a term shows; the pack's own limits are told by to-dos. */
const ahead = 90
const dayMs = 86_400_000

function daysTo(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00+08:00`) - Date.parse(`${(session.start?.now ?? '').slice(0, 10)}T00:00:00+08:00`)) / dayMs)
}

/** Nothing where the person may not list, or the list fails: an alert is an aid. */
async function listed<T>(operation: OperationId, list: () => Promise<T[]>): Promise<T[]> {
  return may(operation) ? list().catch(() => []) : []
}

async function stopsInForce(): Promise<Alert[]> {
  const rows = await listed('listStops', () => listAll((after) => api.GET('/api/v1/stops', {params: {query: {limit: 500, after, status: 'active'}}})))
  return rows.map((row) => ({
    key: row.id, tone: 'bad', to: recordKind('stop')?.to?.(row.id), text: () => t('shell.alertStop', {reason: row.reason}),
  }))
}

async function termsEnding(): Promise<Alert[]> {
  const rows = await listed('listAgreements', () => listAll((after) => api.GET('/api/v1/agreements', {params: {query: {limit: 500, after, status: 'in_force'}}})))
  return rows.filter((row) => daysTo(row.content.ends) <= ahead).map((row) => {
    const left = daysTo(row.content.ends)
    return {key: row.id, tone: left < 0 ? 'bad' : 'warn', to: recordKind('agreement')?.to?.(row.id), text: () => t('shell.alertAgreement', {date: formatDate(row.content.ends), n: Math.max(0, left)})}
  })
}

function packsEnding(): Alert[] {
  return (session.start?.packs ?? []).filter((pack) => pack.expired || (pack.days_left !== undefined && pack.days_left <= ahead)).map((pack) => ({
    key: `pack/${pack.id}`, tone: pack.expired ? 'bad' : 'warn', text: () => t('shell.alertPack', {pack: words(pack.title), date: formatDate(pack.expires)}),
  }))
}

/** What the person wrote and somebody sent back or refused to take up. */
async function sentBack(): Promise<Alert[]> {
  const found = await Promise.all(recordKinds().map(async (kind) => (await kind.returned?.().catch(() => []) ?? [])
    .filter((row) => row.author === session.actor?.person)
    .map((row): Alert => ({key: row.id, tone: 'warn', to: kind.to?.(row.id), text: () => t('shell.alertReturned', {kind: words(kind.name), title: row.title})}))))
  return found.flat()
}

export async function loadAlerts(): Promise<void> {
  const warnings = (session.start?.warnings ?? []).map((warning): Alert => ({key: warning.zh, tone: 'warn', text: () => words(warning)}))
  const found = await Promise.all([stopsInForce(), termsEnding(), sentBack()])
  alerts.rows = [...warnings, ...packsEnding(), ...found.flat()].sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'))
  alerts.loaded = true
}
