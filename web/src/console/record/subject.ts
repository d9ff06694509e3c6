/** What the console shows of one kind of record and what one can do with it, as data. Shown by SubjectList, SubjectNew and SubjectPage. */
import type {Component} from 'vue'
import type {OperationId, Schemas} from '@/api/client'
import type {State} from '@/blocks/states'
import type {Column} from '@/blocks/table'
import type {FormSpec, Values} from '@/form/spec'
import type {Words} from '@/i18n/words'
import type {Coming} from './chain'
import type {Note, Place} from './places'

export interface Rec {
  id: string
  version: number
  status: string
}

export type FactKind = 'text' | 'long' | 'code' | 'org' | 'person' | 'document' | 'decision' | 'record' | 'date' | 'time' | 'money' | 'yes' | 'label'

/** One line of what is known. `value` may be a list. Nothing is shown for a value that is absent. */
export interface Fact {
  label: Words
  value: unknown
  as?: FactKind
  /** Kind of record that the value is the id of. */
  kind?: string
}

/** Texts or documents that the pack asks for at a point, by the name of the item. */
export interface ItemSet {
  title: Words
  /** Enforcement point whose parameter lists them. */
  point: string
  parameter?: string
  values: Record<string, string>
  documents?: boolean
}

/** Something a person may do with a record. */
export interface Act<R> {
  operation: OperationId
  label: Words
  /** In this state of the record; the server decides all the same. */
  when?: (record: R) => boolean
  /** Fields to fill in. Without it the act is confirmed in a dialog. */
  form?: (record: R) => FormSpec | Promise<FormSpec>
  initial?: (record: R) => Values
  /** The dialog asks for a reason. */
  reason?: boolean
  /** The dialog asks a second time: what takes effect at once and cannot be undone. */
  twice?: boolean
  text?: Words
  danger?: boolean
  /** Hands in for review: the enforcement point whose chain runs then, or that chain itself. */
  starts?: string | ((record: R) => Coming | undefined)
  send: (record: R, body: Values) => Promise<unknown>
}

/** What the act sends stays a draft with its author until it is handed in. */
export const savesDraft = (operation: OperationId): boolean => /^(draft|revise)[A-Z]/.test(operation)

export interface Chain {
  chain: string
  rule: string
  article: string
  applicants: string[]
  steps: ChainStep[]
  tell: string[]
  /** People who declared a conflict of interest. */
  recused?: string[]
}

export interface ChainStep {
  stage: number
  role: string
  optional: boolean
  covers: string[]
  attachments: string[]
  within?: Words
  due?: string
  status: string
  blind?: boolean
  /** An opinion says that no conflict of interest stands. */
  declares_conflict?: boolean
  /** A seat of a panel that decides by quorum: the index of the panel's first seat. */
  panel?: number
  quorum?: number
  opinion?: {person: string; org: string; verdict: string; reason: string; basis: string; attachments: Record<string, string>; time: number; no_conflict?: boolean; notes?: Note[]}
}

/** How an opinion on a record is given, and where its chain lies. `of` is a ChainRun; the contract leaves its members open. */
export interface Review<R> {
  operation: OperationId
  /** On the record as it was seen: an opinion is on what its author has read. */
  send: (record: R, body: Schemas['GiveOpinion']) => Promise<unknown>
  of: (record: R) => unknown
}

export interface Subject<R extends Rec> {
  kind: string
  name: Words
  states: Record<string, State>
  /** The state of a record, where its status alone does not name it. */
  state?: (record: R) => State
  list: () => Promise<R[]>
  get: (id: string) => Promise<R>
  title: (record: R) => string
  columns: Column<R>[]
  facts: (record: R) => Fact[]
  items?: (record: R) => ItemSet[]
  /** Further places that an opinion can note one by one, beside the items. */
  places?: (record: R) => Place[]
  /** What the author writes, for the comparison with what was submitted before. */
  content?: (record: R) => unknown
  review?: Review<R>
  /** A list, or what the record itself allows. */
  acts?: Act<R>[] | ((record: R) => Act<R>[])
  /** More of the page, below the facts. */
  extra?: Component
  /** More above the table of all records. */
  above?: Component
  /** Without a form the routes name a page of its own. */
  create?: {operation: OperationId; label: Words; form?: () => FormSpec | Promise<FormSpec>; initial?: () => Values | Promise<Values>; send?: (body: Values) => Promise<{id: string}>}
  empty?: Words
  note?: Words
}

export function defineSubject<R extends Rec>(subject: Subject<R>): Subject<R> {
  return subject
}

export const statesFor = <R extends Rec>(subject: Subject<R>, record: R): Record<string, State> => (subject.state ? {[record.status]: subject.state(record)} : subject.states)

export const recordTo = (kind: string) => (id: string) => ({name: routeNames(kind).one, params: {id}})

export const routeNames = (kind: string) => ({list: `${kind}.list`, one: `${kind}.one`, create: `${kind}.new`})
