/** Names behind ids: organisations and people that one may see. */
import {reactive} from 'vue'
import {api, ask, listAll, type Schemas} from '@/api/client'
import {recordKind} from '../gather'
import {idPattern, kindsByPrefix} from './ids'

const names = reactive(new Map<string, string>())
export type Organisation = Schemas['Organisation']
export type Person = Schemas['Person']

let organisations: Promise<Organisation[]> | undefined
let people: Promise<Person[]> | undefined
const looked = new Set<string>()
const reading = new Set<string>()

export function readOrganisations(): Promise<Organisation[]> {
  organisations ??= listAll((after) => api.GET('/api/v1/organisations', {params: {query: {limit: 500, after}}})).then((rows) => {
    for (const row of rows) names.set(row.id, row.name)
    return rows
  }).catch(() => [])
  return organisations
}

/** Name（account）; the account alone where the node holds no other name. */
export function personName({name, account}: Pick<Person, 'name' | 'account'>): string {
  return name && name !== account ? `${name}（${account}）` : account
}

export function readPeople(): Promise<Person[]> {
  people ??= listAll((after) => api.GET('/api/v1/people', {params: {query: {limit: 500, after}}})).then((rows) => {
    for (const row of rows) names.set(row.id, personName(row))
    return rows
  }).catch(() => [])
  return people
}

/** Reads a list once at a time. */
function readOnce(what: string, read: () => Promise<unknown>): void {
  if (reading.has(what)) return
  reading.add(what)
  void read().catch(() => {}).finally(() => reading.delete(what))
}

/** Whether to look for the id: a list that was read before may lack what was made since, so each unknown id is looked for once. */
function unknown(id: string): boolean {
  if (names.has(id) || looked.has(id)) return false
  looked.add(id)
  return true
}

/** The name of an organisation or a person; the id where one may not see it. */
export function nameOf(id: string | undefined): string {
  if (!id) return ''
  if (/^(org|per)-/.test(id) && unknown(id)) {
    readOnce(id.slice(0, 3), id.startsWith('org-') ? async () => {
      if (organisations && await readOrganisations() && !names.has(id)) organisations = undefined
      await readOrganisations()
    } : async () => {
      if (people && await readPeople() && !names.has(id)) people = undefined
      await readPeople()
    })
  }
  return names.get(id) ?? id
}

/** The name of a person where one may see it; nothing where one may not, for places where the organisation stands beside it. */
export function personOf(id: string | undefined): string {
  const name = nameOf(id)
  return name === id && id.startsWith('per-') ? '' : name
}

/** Known by their published title alone: the record is not for this person. */
const elsewhere = reactive(new Set<string>())
let published: Promise<{id: string; title: string}[]> | undefined
const readPublished = (): NonNullable<typeof published> => (published ??= ask(api.GET('/api/v1/public/disclosure')).then(({scenarios, products}) => [...scenarios, ...products]).catch(() => []))

const titles = new Map<string, Promise<void>>()

/** A title may be made of another record's, which is being read then: the list is read again once that is known. */
export async function listWhole<T extends {id: string; title: string}>(list: () => Promise<T[]>): Promise<T[]> {
  const rows = await list()
  const named = new Set(rows.flatMap(({title}) => [...title.matchAll(idPattern())].map(([, prefix]) => kindsByPrefix[prefix!]!)))
  const others = [...named].flatMap((kind) => titles.get(kind) ?? [])
  if (!others.length) return rows
  await Promise.all(others)
  return list()
}

/** Reads the titles of a kind once at a time. */
function readTitles(kind: string, list: () => Promise<{id: string; title: string}[]>): Promise<void> {
  const reading = titles.get(kind) ?? listWhole(list).catch(() => []).then((rows) => { for (const row of rows) names.set(row.id, row.title) }).finally(() => titles.delete(kind))
  titles.set(kind, reading)
  return reading
}

async function readTitleElsewhere(kind: string, id: string): Promise<void> {
  if (names.has(id) || (kind !== 'scenario' && kind !== 'product')) return
  const one = (await readPublished()).find((row) => row.id === id)
  if (!one) return
  names.set(id, one.title)
  elsewhere.add(id)
}

/** The title of a record of a kind that can be listed, else the one that is published; its id until it is known. */
export function titleOf(kind: string, id: string): string {
  const list = recordKind(kind)?.list
  if (list && unknown(id)) void readTitles(kind, list).then(() => readTitleElsewhere(kind, id))
  return names.get(id) ?? id
}

/** Whether a link to the record would lead somewhere for this person, as far as is known. */
export const leads = (id: string): boolean => !elsewhere.has(id)

/** Names change with what is done and with who is signed in. */
export function forgetNames(): void {
  organisations = undefined
  people = undefined
  published = undefined
  elsewhere.clear()
  looked.clear()
  names.clear()
}
