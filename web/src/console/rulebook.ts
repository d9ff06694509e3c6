/** What the rule packs in force ask for at an enforcement point: articles and parameters, read once from the node. */
import {api, ask, type Schemas} from '@/api/client'
import type {Words} from '@/i18n/words'

export interface RuleRow {
  id: string
  article: string
  level: string
  zh: string
  en: string
  bind: {point: string; level: string; params: Record<string, unknown>}[]
  applied: number
  refused: number
}

export interface Binding {
  rule: string
  article: string
  text: Words
  params: Record<string, unknown>
}

let list: Promise<Schemas['RuleList']> | undefined

export function ruleList(): Promise<Schemas['RuleList']> {
  list ??= ask(api.GET('/api/v1/rules')).catch((error) => {
    list = undefined
    throw error
  })
  return list
}

export async function rules(): Promise<RuleRow[]> {
  return (await ruleList()).rows as unknown as RuleRow[]
}

/** What the pack calls a key of an item or a category; the key itself where it has no name. */
export async function labels(keys: string[]): Promise<{key: string; name: Words}[]> {
  const known = (await ruleList()).labels ?? {}
  return keys.map((key) => ({key, name: known[key] ?? {zh: key, en: key}}))
}

/** The rules bound to a point, as `catalog.negative_list`. */
export async function rulesAt(point: string): Promise<Binding[]> {
  return (await rules()).flatMap((rule) => rule.bind.filter((bind) => bind.point === point)
    .map((bind) => ({rule: rule.id, article: rule.article, text: {zh: rule.zh, en: rule.en}, params: bind.params})))
}

/** A list that the packs give at a point, all rules together: the categories of the negative list, required items of a plan, … */
export async function listAt(point: string, parameter: string): Promise<string[]> {
  const found = (await rulesAt(point)).flatMap((binding) => (binding.params[parameter] ?? []) as string[])
  return [...new Set(found)]
}
