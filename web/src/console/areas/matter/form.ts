/** The form of an act of a procedure. */
import type {Field, FieldKind, FormSpec, Values} from '@/form/spec'
import {comma, words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {organisationOptions, recordOptions, decisionOptions} from '../../record/options'
import {session} from '../../session'
import {labelOf, type ActDef, type ItemDef, type Matter, type Procedure} from './procedures'

const kinds: Record<ItemDef['type'], FieldKind> = {text: 'long', choice: 'choice', date: 'date', integer: 'number', boolean: 'yesno', organisation: 'choice', person: 'text', record: 'choice'}

/** The article behind an act, as the procedure's rules cite it. */
const articleOf = (procedure: Procedure, act: ActDef): string | undefined => procedure.rules.filter((rule) => act.rules.includes(rule.id)).map((rule) => rule.article).join(comma()) || undefined

function itemField(procedure: Procedure, act: ActDef, item: ItemDef): Field {
  const field: Field = {key: item.name, label: labelOf(procedure.id, item.name), kind: kinds[item.type], required: !item.optional, article: item.optional ? undefined : articleOf(procedure, act)}
  if (item.type === 'choice') field.options = () => (item.of ?? []).map((value) => ({value, label: words(labelOf(procedure.id, value))}))
  if (item.type === 'organisation') field.options = () => organisationOptions()
  if (item.type === 'record') field.options = () => recordOptions(item.kind ?? '')
  if (item.type === 'boolean') field.initial = false
  return field
}

const reasonLabel: Words = {zh: '理由', en: 'Reason'}
const basisLabel: Words = {zh: '依据', en: 'Basis'}

function reasonFields(act: ActDef): Field[] {
  const {reason} = act
  if (!reason) return []
  const needed = (values: Values): boolean => !reason.item || (reason.of ?? []).includes(String((values.items as Values | undefined)?.[reason.item]))
  return [{key: 'reason', label: reasonLabel, kind: 'long', required: true, when: needed}, {key: 'basis', label: basisLabel, kind: 'text', required: true, when: needed}]
}

/** `matter` is absent when the act opens one; `about` then says what the record may be. */
export function actForm(procedure: Procedure, act: ActDef, matter?: Matter): FormSpec {
  const fields: Field[] = []
  if (!matter && procedure.about !== 'none' && procedure.definition.about !== 'none') {
    fields.push({key: 'about', label: {zh: '针对的记录', en: 'About'}, kind: 'choice', required: true, options: () => (procedure.definition.about === 'organisation' ? organisationOptions() : recordOptions(procedure.definition.about))})
  }
  if (act.items.length) fields.push({key: 'items', label: {zh: '事项要素', en: 'Items'}, kind: 'group', fields: act.items.map((item) => itemField(procedure, act, item))})
  if (act.evidence.length) fields.push({key: 'evidence', label: {zh: '须附材料', en: 'Documents'}, kind: 'group', fields: act.evidence.map((kind): Field => ({key: kind, label: labelOf(procedure.id, kind), kind: 'document', documentKind: kind, required: true, article: articleOf(procedure, act)}))})
  if (act.decision) fields.push({key: 'decision', label: {zh: '已确认的平台外决定', en: 'Confirmed decision'}, kind: 'choice', required: true, options: async () => [...await decisionOptions(`matter/${matter?.id}`), ...(matter?.about ? await decisionOptions(`${matter.about.kind}/${matter.about.id}`) : [])]})
  const threads = act.closes ? matter?.threads.filter((thread) => thread.kind === act.closes && !thread.closed) ?? [] : []
  if (threads.length > 1) fields.push({key: 'thread', label: {zh: '所了结的问题', en: 'Settles'}, kind: 'choice', required: true, options: () => threads.map((thread) => ({value: thread.id, label: thread.id}))})
  fields.push(...reasonFields(act))
  return {id: `matter.${procedure.id}.${act.name}`, pages: [{key: act.name, title: act, help: helpOf(procedure, act), fields}]}
}

/** Acts whose people may not take this one, said before they try. */
function helpOf(procedure: Procedure, act: ActDef): Words | undefined {
  if (!act.distinct.length || !session.actor) return undefined
  const others = act.distinct.map((name) => labelOf(procedure.id, name))
  return {zh: `须由未办理“${others.map((one) => one.zh).join(comma())}”的人员办理。`, en: `By somebody who did not do: ${others.map((one) => one.en).join(', ')}.`}
}
