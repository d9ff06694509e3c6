/** What a folder of src/console/areas/ declares; gathered by gather.ts. See web/README.md, "Add an area". */
import type {RouteLocationRaw} from 'vue-router'
import type {OperationId} from '@/api/client'
import type {State} from '@/blocks/states'
import type {Words} from '@/i18n/words'

/** Groups of the side menu, in this order. */
export const menuGroups = ['work', 'resources', 'authorization', 'development', 'products', 'supervision', 'rules', 'administration'] as const
export type MenuGroup = (typeof menuGroups)[number]

/** Stages of the life cycle, in order; the breadcrumb shows where a page stands. */
export const stages = ['catalog', 'registration', 'plan', 'agreement', 'scenario', 'supply', 'workspace', 'product', 'delivery', 'supervision', 'exit'] as const
export type Stage = (typeof stages)[number]

/** Who may open a page: any of the operations (as the server says who may call them), roles or duties. Nothing = whoever is signed in. */
export interface Access {
  /** Open to whoever may call one of these. */
  may?: OperationId[]
  /** Or whose organisation holds one of these roles. */
  roles?: string[]
  /** Or who has one of these duties (system_admin, security_admin, audit_admin). */
  duties?: string[]
  /** Or whose organisation oversees others: authorities, agencies, supervisors. */
  overseer?: boolean
}

export interface AreaRoute extends Access {
  /** Below `/`; a parameter as `:id`. */
  path: string
  name: string
  title: Words
  component: () => Promise<unknown>
  /** In the side menu. Pages with a parameter never are. */
  menu?: boolean
  /** Name of the page above, for the breadcrumb. */
  parent?: string
  /** A value for each parameter that the smoke walk may open; a page without one is opened from a list there. */
  stage?: Stage
}

export interface Area {
  id: string
  title: Words
  group: MenuGroup
  /** Place in the group, low first; 50 without. */
  order?: number
  stage?: Stage
  routes: AreaRoute[]
}

/** A kind of record that to-dos, search and timelines link to. */
export interface RecordKind {
  /** As in ledger streams and to-dos: catalog_entry, scenario, … */
  kind: string
  name: Words
  states?: Record<string, State>
  /** Page of one record; without a page there is no link. */
  to?: (id: string) => RouteLocationRaw
  /** For the search box and 我发起: the rows that one may see. */
  list?: () => Promise<Row[]>
  /** Of those, what was sent back; for the alerts, which look often. */
  returned?: () => Promise<Row[]>
  /** Steps that to-dos name, in words. A step `review.ROLE` or `file.ROLE` is put together by the shell. */
  steps?: Record<string, Words>
  /** The same for steps that only the node's data names. */
  stepName?: (step: string) => Words | undefined
}

/** A record as the search box and the home page show it. */
export interface Row {
  id: string
  title: string
  status?: string
  /** Person who wrote it, for 我发起. */
  author?: string
  /** Further text the search looks at. */
  text?: string
}

export const defineArea = (area: Area): Area => area
export const defineRecords = (...kinds: RecordKind[]): RecordKind[] => kinds
