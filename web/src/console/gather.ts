/** Areas and record kinds announce themselves: every folder of areas/ with a routes.ts is part of the console. */
import type {RouteRecordRaw} from 'vue-router'
import {addMessages} from '@/i18n'
import type {Messages} from '@/i18n/words'
import {menuGroups, type Area, type AreaRoute, type RecordKind} from './area'

const routeFiles = import.meta.glob<Area>('./areas/*/routes.ts', {eager: true, import: 'default'})
const recordFiles = import.meta.glob<RecordKind[]>('./areas/*/records.ts', {eager: true, import: 'default'})
const messageFiles = import.meta.glob<Messages>('./areas/*/messages.ts', {import: 'default'})

export const areas: Area[] = Object.values(routeFiles)
  .sort((a, b) => menuGroups.indexOf(a.group) - menuGroups.indexOf(b.group) || (a.order ?? 50) - (b.order ?? 50))

const kinds = new Map(Object.values(recordFiles).flat().map((kind) => [kind.kind, kind]))

export function recordKind(kind: string): RecordKind | undefined {
  return kinds.get(kind)
}

export function recordKinds(): RecordKind[] {
  return [...kinds.values()]
}

const loaded = new Map<string, Promise<void>>()

/** Messages of an area come with its pages. */
export function loadMessages(area: string): Promise<void> {
  const file = messageFiles[`./areas/${area}/messages.ts`]
  if (!file) return Promise.resolve()
  if (!loaded.has(area)) loaded.set(area, file().then((messages) => addMessages(area, messages)))
  return loaded.get(area)!
}

export interface RouteOfArea {
  area: Area
  route: AreaRoute
}

export const routesOfAreas: RouteOfArea[] = areas.flatMap((area) => area.routes.map((route) => ({area, route})))

export function routeRecords(): RouteRecordRaw[] {
  return routesOfAreas.map(({area, route}) => ({
    path: route.path, name: route.name, component: route.component as RouteRecordRaw['component'] & object, meta: {area, route}, props: true,
  }))
}

declare module 'vue-router' {
  interface RouteMeta {
    area?: Area
    route?: AreaRoute
    /** Without the shell and without a session. */
    open?: boolean
  }
}
