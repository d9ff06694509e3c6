/** Search over the pages one may open and the records one may see. The API has no search of its own: lists are read once and kept for a minute. */
import type {RouteLocationRaw} from 'vue-router'
import {t, words} from '@/i18n'
import type {RecordKind, Row} from '@/console/area'
import {recordKinds, routesOfAreas} from '@/console/gather'
import {readOrganisations} from '@/console/record/names'
import {mayOpen} from '@/console/session'

export interface Hit {
  title: string
  kind: string
  status?: string
  to: RouteLocationRaw
}

const keepMs = 60_000
const kept = new Map<string, {at: number; rows: Promise<Row[]>}>()

/** Rows of a kind; none where the person may not list them. */
export function rowsOf(kind: RecordKind): Promise<Row[]> {
  const before = kept.get(kind.kind)
  if (before && Date.now() - before.at < keepMs) return before.rows
  const rows = kind.list ? readOrganisations().then(kind.list).catch(() => []) : Promise.resolve([])
  kept.set(kind.kind, {at: Date.now(), rows})
  return rows
}

export function forgetRows(): void {
  kept.clear()
}

const holds = (text: string, query: string): boolean => query.toLowerCase().split(/\s+/).every((word) => text.toLowerCase().includes(word))

export async function find(query: string, most = 20): Promise<Hit[]> {
  const pages = routesOfAreas.filter(({route}) => route.menu && mayOpen(route) && holds(`${route.title.zh} ${route.title.en}`, query))
    .map(({route}) => ({title: words(route.title), kind: t('shell.pages'), to: {name: route.name}}))
  const records = await Promise.all(recordKinds().filter((kind) => kind.to && kind.list).map(async (kind) => {
    const rows = await rowsOf(kind)
    return rows.filter((row) => holds(`${row.title} ${row.id} ${row.text ?? ''}`, query)).map((row) => ({title: row.title, kind: words(kind.name), status: words(kind.states?.[row.status ?? '']?.name) || row.status, to: kind.to!(row.id)}))
  }))
  return [...pages, ...records.flat()].slice(0, most)
}
