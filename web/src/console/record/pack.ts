/** What the rule packs in force say: names of items, and which items a point asks for under which article. */
import beneath from 'virtual:items'
import {shallowRef} from 'vue'
import type {Field} from '@/form/spec'
import type {Words} from '@/i18n/words'
import {ruleList, rules, type RuleRow} from '../rulebook'

export interface Pack {
  rules: RuleRow[]
  labels: Record<string, Words>
}

const pack = shallowRef<Pack>()
let asked = false

/** Reads what rulebook.ts keeps, so that templates can name things without waiting. */
export async function readPack(): Promise<Pack> {
  const {labels, packs} = await ruleList()
  const own = await rules()
  const base = ((packs ?? []) as unknown as {id: string}[]).flatMap(({id}) => beneath[id] ?? [])
  const theirs = base.flatMap((one) => one.rules).filter((rule) => !own.some(({id}) => id === rule.id))
  return (pack.value = {rules: [...own, ...theirs.map((rule) => ({...rule, applied: 0, refused: 0}))], labels: Object.assign({}, ...base.map((one) => one.labels), labels)})
}

/** Kinds of documents that the product itself asks for, whatever the pack. */
export const ownNames: Record<string, Words> = {
  confidentiality_agreement: {zh: '保密协议', en: 'Confidentiality agreement'}, consent: {zh: '同意材料', en: 'Consent'},
  exception_request: {zh: '例外申请材料', en: 'Request of an exception'}, free_use: {zh: '公益免费使用材料', en: 'Evidence of a free public use'},
  lawful_source: {zh: '来源合法性材料', en: 'Lawful source'}, minutes: {zh: '会议纪要', en: 'Minutes'}, objection_evidence: {zh: '异议材料', en: 'Evidence of an objection'},
  price_document: {zh: '定价文件', en: 'Price document'}, product_registration: {zh: '产品登记证明', en: 'Product registration'}, registration_material: {zh: '登记申请材料', en: 'Registration material'},
  revocation_evidence: {zh: '撤销登记材料', en: 'Evidence for a revocation'}, termination_notice: {zh: '终止通知', en: 'Notice of termination'}, qualification: {zh: '资质材料', en: 'Qualification'},
  resident: {zh: '居民', en: 'Residents'}, company: {zh: '企业', en: 'Companies'},
}

/** The pack's name for an item, a kind of document, a state; the identifier itself until the pack is read or where it has none. */
export function packName(key: string): Words {
  if (!pack.value && !asked) {
    asked = true
    void readPack().catch(() => { asked = false })
  }
  return pack.value?.labels[key] ?? ownNames[key] ?? {zh: key, en: key}
}

export interface RequiredItem {
  key: string
  name: Words
  rule: string
  article: string
}

/** Items that the point asks for: the union of what all rules bound to it list. */
export function itemsAt(of: Pack, point: string, parameter = 'items'): RequiredItem[] {
  const items = new Map<string, RequiredItem>()
  for (const rule of of.rules) {
    for (const binding of rule.bind) {
      const listed = binding.point === point ? binding.params[parameter] : undefined
      for (const key of Array.isArray(listed) ? (listed as string[]) : []) {
        if (!items.has(key)) items.set(key, {key, name: of.labels[key] ?? {zh: key, en: key}, rule: rule.id, article: rule.article})
      }
    }
  }
  return [...items.values()]
}

/** A field for each item that the point asks for. */
export async function itemFields(point: string, kind: 'long' | 'document' = 'long', parameter = 'items'): Promise<Field[]> {
  return itemsAt(await readPack(), point, parameter).map((item) => ({key: item.key, label: item.name, kind, required: true, article: item.article, documentKind: item.key}))
}

/** What the point asks to be stated, as the group `items` of a body. */
export async function itemGroup(label: Words, point: string): Promise<Field> {
  const fields = await itemFields(point)
  const none = {zh: '施行中的规则没有列明必备内容，无须填写。', en: 'The rules in force list no items; there is nothing to fill in.'}
  return {key: 'items', label, kind: 'group', fields, mayBeEmpty: true, help: fields.length ? undefined : none}
}
