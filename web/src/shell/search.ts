/** Search over the pages one may open and, by the node, over the records one may see. Lists that the home page needs are kept for a minute. */
import type {RouteLocationRaw} from 'vue-router'
import {api, ask, type Schemas} from '@/api/client'
import {t, words} from '@/i18n'
import type {RecordKind, Row} from '@/console/area'
import {recordKind, routesOfAreas} from '@/console/gather'
import {listWhole, readOrganisations} from '@/console/record/names'
import {routeNames} from '@/console/record/subject'
import {rules} from '@/console/rulebook'
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
  const rows = kind.list ? readOrganisations().then(() => listWhole(kind.list!)).catch(() => []) : Promise.resolve([])
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
const mostRules = 20

export interface Found {
  groups: Group[]
  /** The node has more names than it looks through. */
  complete: boolean
}

/** Kinds that have no name of their own: the console names them by the scenario or the product that they are about. */
const composed = ['workspace', 'masking_order', 'batch', 'subscription', 'consent']

async function named(kind: string, query: string): Promise<Group> {
  const known = recordKind(kind)
  const list = routesOfAreas.find(({route}) => route.name === routeNames(kind).list)
  const rows = known && list && mayOpen(list.route) ? await rowsOf(known) : []
  const hits = rows.filter(({id, title}) => id === query || holds(title, query)).map(({id, title, status}): Hit => ({title, kind: words(known!.name), status: words(known!.states?.[status ?? '']?.name) || status, to: known!.to?.(id)}))
  return {kind, name: words(known?.name), hits}
}

async function rulesNamed(query: string): Promise<Group> {
  const kind = t('shell.rule')
  const hits = (await rules().catch(() => [])).filter(({id, article, zh, en}) => holds(`${id} ${article} ${zh} ${en}`, query)).map(({id, article, zh, en}): Hit => ({title: `${id} ${words({zh, en})}`, kind, status: article, to: {name: 'rules', query: {rule: id}}})).slice(0, mostRules)
  return {kind: 'rule', name: kind, hits}
}

/** One group a kind: what the node found, and what it did not find under the names of the console. */
function joined(found: Group[], more: Group[]): Group[] {
  const same = (one: Hit, other: Hit): boolean => JSON.stringify(one.to) === JSON.stringify(other.to)
  const merged = found.map((group) => {
    const also = more.find(({kind}) => kind === group.kind)?.hits ?? []
    return {...group, hits: [...group.hits, ...also.filter((one) => !group.hits.some((other) => same(one, other)))]}
  })
  return [...merged, ...more.filter(({kind}) => !found.some((group) => group.kind === kind))]
}

export async function find(text: string): Promise<Found> {
  const query = text.slice(0, longest)
  const pages = routesOfAreas.filter(({route}) => route.menu && mayOpen(route) && holds(`${route.title.zh} ${route.title.en}`, query))
    .map(({route}): Hit => ({title: words(route.title), kind: t('shell.pages'), to: {name: route.name}}))
  const [here, ruled] = await Promise.all([Promise.all(composed.map((kind) => named(kind, query))), rulesNamed(query)])
  const {groups, complete} = await ask(api.GET('/api/v1/search', {params: {query: {q: query}}}))
  return {complete, groups: [...(pages.length ? [{kind: 'pages', name: t('shell.pages'), hits: pages}] : []), ...joined(groups.map(groupOf), here.filter(({hits}) => hits.length)), ...(ruled.hits.length ? [ruled] : [])]}
}

/** The group with the next rows of its kind. */
export async function moreOf(group: Group, text: string): Promise<Group> {
  const {groups} = await ask(api.GET('/api/v1/search', {params: {query: {q: text.slice(0, longest), kind: group.kind, after: group.next, limit: 50}}}))
  const more = groups.map(groupOf).find((one) => one.kind === group.kind)
  return {...group, hits: [...group.hits, ...more?.hits ?? []], next: more?.next}
}
