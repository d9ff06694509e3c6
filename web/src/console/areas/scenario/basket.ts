/** Columns of the catalog that the person has picked, kept in the browser until they go into an application. */
import {reactive, watch} from 'vue'
import type {Values} from '@/form/spec'
import {session} from '../../session'

export interface Picked {
  resource: string
  columns: string[]
}

/** One basket for each person, as with drafts: several share a desk. */
const key = (): string | undefined => session.actor && `gongshu.basket.${session.actor.person}`

function read(): Picked[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key() ?? '') ?? '[]')
    return Array.isArray(kept) ? (kept as Picked[]) : []
  } catch {
    return []
  }
}

export const basket = reactive<{items: Picked[]}>({items: []})
watch(key, () => { basket.items = read() }, {immediate: true, flush: 'sync'})
watch(() => basket.items, (items) => {
  const mine = key()
  if (mine) localStorage.setItem(mine, JSON.stringify(items))
}, {deep: true, flush: 'sync'})

export function isPicked(resource: string, column: string): boolean {
  return basket.items.some((item) => item.resource === resource && item.columns.includes(column))
}

export function pick(resource: string, column: string): void {
  let item = basket.items.find((one) => one.resource === resource)
  if (!item) basket.items.push(item = {resource, columns: []})
  const stored = basket.items.find((one) => one.resource === resource)!
  stored.columns = stored.columns.includes(column) ? stored.columns.filter((one) => one !== column) : [...stored.columns, column]
  basket.items = basket.items.filter((one) => one.columns.length)
}

export const pickedColumns = (): number => basket.items.reduce((sum, item) => sum + item.columns.length, 0)

/** The demand of an application that takes over what was picked. */
export function basketDemand(): Values {
  if (!basket.items.length) return {}
  return {demand: basket.items.map((item) => ({resource: item.resource, columns: item.columns.map((name) => ({name, uses: []}))}))}
}
