/** What stands where, of the kinds of record that a role works with most; the home page counts them. */
import type {RouteLocationRaw} from 'vue-router'
import type {State} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import type {RecordKind} from '@/console/area'
import {recordKind, routesOfAreas} from '@/console/gather'
import {mayOpen, session} from '@/console/session'
import {roleHomes} from './roles'
import {rowsOf} from './search'

/** Of a role that no pack of the product has. */
const otherwise = ['matter', 'scenario', 'product', 'stop']
const administers = ['organisation', 'person']

export interface Overview {
  kind: RecordKind
  total: number
  states: {status: string; state?: State; count: number}[]
  /** The list, where there is one that the person may open. */
  to?: RouteLocationRaw
}

export function kindsOf(roles: readonly string[], duties: readonly string[]): string[] {
  const named = roles.flatMap((role) => roleHomes[role]?.concerns ?? otherwise)
  return [...new Set([...(duties.some((duty) => duty !== 'staff') ? administers : []), ...named])]
}

/** The list of a kind: the page above that of one record. */
export function listOf(kind: RecordKind): RouteLocationRaw | undefined {
  const one = kind.to?.('-') as {name?: string} | undefined
  const page = routesOfAreas.find(({route}) => route.name === one?.name)
  const list = routesOfAreas.find(({route}) => route.name === (page?.route.parent ?? page?.route.name))
  return list && !list.route.path.includes(':') && mayOpen(list.route) ? {name: list.route.name} : undefined
}

export async function loadOverview(most = 6): Promise<Overview[]> {
  const kinds = kindsOf(session.actor?.roles ?? [], session.actor?.duties ?? []).map(recordKind).filter((kind): kind is RecordKind => Boolean(kind?.list))
  const counted = await Promise.all(kinds.map(async (kind): Promise<Overview> => {
    const rows = await rowsOf(kind)
    const counts = new Map<string, number>()
    for (const row of rows) if (row.status) counts.set(row.status, (counts.get(row.status) ?? 0) + 1)
    return {kind, total: rows.length, to: listOf(kind), states: [...counts].map(([status, count]) => ({status, state: kind.states?.[status], count}))}
  }))
  return counted.filter(({total}) => total).slice(0, most)
}

/** Pages on which the person may begin something. */
export function beginnings(): {name: string; title: Words}[] {
  return routesOfAreas.filter(({route}) => route.parent && !route.menu && /\/new$/.test(route.path) && mayOpen(route)).map(({route}) => ({name: route.name, title: route.title}))
}
