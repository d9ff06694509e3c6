/** The few figures that stand first on the home page of a role. Each costs a list or two that the person may read; one that cannot be read is left out. */
import type {RouteLocationRaw} from 'vue-router'
import {api, ask} from '@/api/client'
import {routesOfAreas} from '@/console/gather'
import {mayOpen, session} from '@/console/session'
import {listEntries} from '@/console/areas/catalog/records'
import {listApplicationKeys, listSubscriptions} from '@/console/areas/delivery/records'
import {listExceptions} from '@/console/areas/evidence/records'
import {listProducts} from '@/console/areas/product/records'
import {listScenarios} from '@/console/areas/scenario/records'
import {listStops} from '@/console/areas/supervision/records'
import {listJobs} from '@/console/areas/workspace/records'
import {roleHomes, type RoleHome} from './roles'

export interface Tile {
  /** shell.tile.<key> */
  key: string
  count: number
  /** More than none is a matter of concern. */
  bad?: boolean
  to?: RouteLocationRaw
}

type Made = Omit<Tile, 'key' | 'to'> & {route: string}
type Set_ = Record<string, () => Promise<Made>>

/** The scenarios whose demand names an entry of one's own organisation. */
async function usesOfOurs(): Promise<Awaited<ReturnType<typeof listScenarios>>> {
  const org = session.actor?.org
  const [entries, scenarios] = await Promise.all([listEntries('approved'), listScenarios('approved')])
  const ours = new Set(entries.filter(({provider, compiler}) => provider === org || compiler === org).map(({id}) => id))
  return scenarios.filter(({content}) => content.demand.some(({resource}) => ours.has(resource)))
}

const sets: Record<NonNullable<RoleHome['tiles']>, Set_> = {
  provider: {
    usingScenarios: async () => ({count: (await usesOfOurs()).length, route: 'scenario.list'}),
    usingProducts: async () => {
      const [scenarios, products] = await Promise.all([usesOfOurs(), listProducts('listed')])
      const ids = new Set(scenarios.map(({id}) => id))
      return {count: products.filter(({content}) => ids.has(content.scenario)).length, route: 'product.list'}
    },
    entriesReturned: async () => ({count: (await listEntries('returned')).filter(({provider}) => provider === session.actor?.org).length, bad: true, route: 'catalog'}),
  },
  operator: {
    scenariosUnderReview: async () => ({count: (await listScenarios('submitted')).length, route: 'scenario.list'}),
    openJobs: async () => ({count: (await listJobs()).filter(({status}) => ['submitted', 'approved', 'running'].includes(status)).length, route: 'job.list'}),
    egressQueue: async () => ({count: (await listProducts('submitted')).length, route: 'product.list'}),
    productsListed: async () => ({count: (await listProducts('listed')).length, route: 'product.list'}),
  },
  developer: {
    market: async () => ({count: (await listProducts('listed')).length, route: 'product.list'}),
    subscriptions: async () => ({count: (await listSubscriptions()).filter(({status}) => status === 'active').length, route: 'subscription.list'}),
    keys: async () => ({count: (await listApplicationKeys()).filter(({status}) => status === 'active').length, route: 'application_keys'}),
  },
  regulator: {
    activeStops: async () => ({count: (await listStops()).filter(({status}) => status === 'active').length, bad: true, route: 'risk-board'}),
    overdue: async () => ({count: (await ask(api.GET('/api/v1/todos'))).rows.filter(({state}) => state === 'overdue').length, bad: true, route: 'risk-board'}),
    exceptions: async () => ({count: (await listExceptions()).filter(({status}) => status !== 'refused').length, bad: true, route: 'rule_exception.list'}),
  },
  expert: {
    assigned: async () => ({count: (await ask(api.GET('/api/v1/todos'))).rows.length, route: 'home'}),
  },
}

/** Of the first role that has some: a body of several roles is not shown everything twice. */
export const setOf = (roles: readonly string[]): RoleHome['tiles'] => roles.map((role) => roleHomes[role]?.tiles).find(Boolean)

export async function loadTiles(): Promise<Tile[]> {
  const set = setOf(session.actor?.roles ?? [])
  const made = await Promise.all(Object.entries(set ? sets[set] : {}).map(async ([key, make]): Promise<Tile[]> => {
    const tile = await make().catch(() => undefined)
    if (!tile) return []
    const page = routesOfAreas.find(({route}) => route.name === tile.route)
    return [{key, count: tile.count, bad: tile.bad, to: page && mayOpen(page.route) ? {name: tile.route} : undefined}]
  }))
  return made.flat()
}
