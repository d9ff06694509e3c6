/** The procedures of the pack: their acts, and who may take one when. */
import {shallowRef} from 'vue'
import {api, ask, type Schemas} from '@/api/client'
import type {Words} from '@/i18n/words'
import {chainOfDef, type ChainDef, type Coming} from '../../record/chain'
import {session} from '../../session'

export interface ItemDef {
  name: string
  type: 'text' | 'choice' | 'date' | 'integer' | 'boolean' | 'organisation' | 'person' | 'record'
  of?: string[]
  kind?: string
  optional?: boolean
}

export interface ActDef {
  name: string
  zh: string
  en: string
  by: string[]
  from: string[]
  from_any: boolean
  items: ItemDef[]
  evidence: string[]
  decision?: {kind: string}
  reason?: {item?: string; of?: string[]}
  distinct: string[]
  closes?: string
  due?: {within?: string; after?: string[]; by?: string}
  rules: string[]
  /** A review chain that the act starts. */
  chain?: {chain: ChainDef}
}

export interface Definition {
  id: string
  zh: string
  en: string
  about: string
  acts: ActDef[]
  ends: string[]
  every?: {period: string; role: string}
  drafts: Record<string, string>
}

export interface Procedure {
  id: string
  title: Words
  about: string
  definition: Definition
  labels: Record<string, Words>
  rules: {id: string; article: string; level: string; zh: string; en: string}[]
}

export type Matter = Schemas['Matter']

export const procedures = shallowRef<Procedure[]>()
let reading: Promise<Procedure[]> | undefined

export function readProcedures(): Promise<Procedure[]> {
  reading ??= ask(api.GET('/api/v1/procedures')).then(({rows}) => (procedures.value = rows as unknown as Procedure[])).catch((error) => {
    reading = undefined
    throw error
  })
  return reading
}

export const procedureOf = (id: string): Procedure | undefined => procedures.value?.find((one) => one.id === id)

/** The procedure as it was when the matter was opened. */
export const definitionOf = (matter: Matter): Definition | undefined => (matter.definition as Definition | undefined) ?? procedureOf(matter.procedure)?.definition

/** `item:NAME` among those who take an act: the organisation that the matter names in that item. */
const itemOf = (who: string): string | undefined => (who.startsWith('item:') ? who.slice('item:'.length) : undefined)

/** The name of an item, a state, a kind of document, somebody who takes an act of this procedure. */
export function labelOf(procedure: string, key: string): Words {
  const item = itemOf(key)
  if (item) return labelOf(procedure, item)
  const known = procedureOf(procedure)
  const act = known?.definition.acts.find((one) => one.name === key)
  return known?.labels[key] ?? (act ? {zh: act.zh, en: act.en} : reserved[key] ?? {zh: key, en: key})
}

/** The pack's name of a state that a matter came to; where it has none, the act that led there. */
export function stateOf(matter: Matter, status: string = matter.status, by?: string): Words {
  const named = procedureOf(matter.procedure)?.labels[status] ?? reserved[status]
  const taken = by ?? matter.done.findLast((one) => one.status === status)?.act
  const act = definitionOf(matter)?.acts.find((one) => one.name === taken)
  if (named || !act) return named ?? {zh: status, en: status}
  return {zh: /^(待|未|逾期)|未同意/.test(act.zh) ? act.zh : `已${act.zh}`, en: `${act.en}: done`}
}

const reserved: Record<string, Words> = {expected: {zh: '待发起', en: 'Expected'}, opener: {zh: '发起单位', en: 'whoever opened it'}, about: {zh: '所涉记录的单位', en: 'the organisation concerned'}, anyone: {zh: '任何人', en: 'anyone'}, clock: {zh: '到期自动办理', en: 'the clock'}}

const isOpening = (act: ActDef): boolean => !act.from.length && !act.from_any

/** Acts that open a matter and that this person's organisation may take. */
export function openingActs(procedure: Procedure): ActDef[] {
  return procedure.definition.acts.filter((act) => isOpening(act) && act.by.some((who) => who === 'anyone' || who === 'about' || session.actor?.roles.includes(who)))
}

function possible(act: ActDef, matter: Matter, definition: Definition): boolean {
  if (isOpening(act)) return matter.status === 'expected'
  if (act.from_any) return matter.status !== 'expected' && !definition.ends.includes(matter.status)
  return act.from.includes(matter.status)
}

/** The organisation that the matter names in this item, as it was stated last. */
function namedOrg(matter: Matter, item: string): unknown {
  return [...matter.done].reverse().map((done) => (done.items as Record<string, unknown>)[item]).find((value) => value !== undefined)
}

function isFor(act: ActDef, matter: Matter): boolean {
  const actor = session.actor
  return act.by.some((who) => {
    if (who === 'about') return actor?.org === matter.about_org
    const item = itemOf(who)
    if (item) return Boolean(actor?.org) && actor?.org === namedOrg(matter, item)
    if (who === 'opener') return actor?.org === matter.org
    return who === 'anyone' || Boolean(actor?.roles.includes(who))
  })
}

/** Acts that this person may take now, as far as state and role go. */
export function actsFor(matter: Matter): ActDef[] {
  const definition = definitionOf(matter)
  return definition ? definition.acts.filter((act) => possible(act, matter, definition) && isFor(act, matter)) : []
}

/** The chain that the act starts, under the rules that the act cites. */
export function chainOf(procedure: Procedure, act: ActDef): Coming | undefined {
  return act.chain && chainOfDef(act.chain.chain, procedure.rules.filter((rule) => act.rules.includes(rule.id)).map((rule) => ({rule: rule.id, article: rule.article})))
}
