/** Search over the pages one may open and, by the node, over the records one may see. Lists that the home page needs are kept for a minute. */
import type {RouteLocationRaw} from 'vue-router'
import {api, ask, type Schemas} from '@/api/client'
import {t, words} from '@/i18n'
import type {RecordKind, Row} from '@/console/area'
import {recordKind, routesOfAreas} from '@/console/gather'
import {readOrganisations} from '@/console/record/names'
import {mayOpen} from '@/console/session'

export interface Hit {
  title: string
  /** What kind of page or record, in words. */
  kind: string
  status?: string
  /** The text that holds the words, where it is not the title. */
  matched?: string
  /** Without a page of its own there is none. */
  to?: RouteLocationRaw
}

/** What was found of one kind. */
export interface Group {
  /** Kind of record; `pages` for pages. */
  kind: string
  name: string
  hits: Hit[]
  /** There is more: `moreOf`. */
  next?: string
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

function hitOf({kind, id, title, status, matched}: Schemas['SearchHit']): Hit {
  const known = recordKind(kind)
  return {title, kind: words(known?.name) || kind, status: words(known?.states?.[status]?.name) || status, matched: matched === title ? undefined : matched, to: known?.to?.(id)}
}

const groupOf = ({kind, rows, next}: Schemas['SearchResult']['groups'][number]): Group => ({kind, name: words(recordKind(kind)?.name) || kind, hits: rows.map(hitOf), next})

const longest = 80

export interface Found {
  groups: Group[]
  /** The node has more names than it looks through. */
  complete: boolean
}

export async function find(text: string): Promise<Found> {
  const query = text.slice(0, longest)
  const pages = routesOfAreas.filter(({route}) => route.menu && mayOpen(route) && holds(`${route.title.zh} ${route.title.en}`, query))
    .map(({route}): Hit => ({title: words(route.title), kind: t('shell.pages'), to: {name: route.name}}))
  const {groups, complete} = await ask(api.GET('/api/v1/search', {params: {query: {q: query}}}))
  return {complete, groups: [...(pages.length ? [{kind: 'pages', name: t('shell.pages'), hits: pages}] : []), ...groups.map(groupOf)]}
}

/** The group with the next rows of its kind. */
export async function moreOf(group: Group, text: string): Promise<Group> {
  const {groups} = await ask(api.GET('/api/v1/search', {params: {query: {q: text.slice(0, longest), kind: group.kind, after: group.next, limit: 50}}}))
  const more = groups.map(groupOf).find((one) => one.kind === group.kind)
  return {...group, hits: [...group.hits, ...more?.hits ?? []], next: more?.next}
}
