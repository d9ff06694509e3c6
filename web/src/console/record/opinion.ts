/** The form of a reviewer's opinion, and the names of verdicts and steps. */
import type {Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Field, FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {roleName} from '../session'
import {packName} from './pack'
import type {Place} from './places'
import type {Chain, ChainStep} from './subject'

/** `recuse` only where the contract of the node has it. */
export const verdictNames: Record<string, Words> = {
  pass: {zh: '同意', en: 'Agree'}, send_back: {zh: '退回补正', en: 'Send back'}, refuse: {zh: '不予通过', en: 'Refuse'},
  recuse: {zh: '回避（有利害关系，改由他人审核）', en: 'Stand aside over a conflict of interest'},
} satisfies Record<Schemas['GiveOpinion']['verdict'] | 'recuse', Words>

export const stepStates = defineStates<'waiting' | 'open' | 'passed' | 'refused' | 'returned' | 'closed'>({
  waiting: {name: {zh: '待前一环节', en: 'Waits'}, tone: 'quiet'},
  open: {name: {zh: '待出具意见', en: 'Open'}, tone: 'active'},
  passed: {name: {zh: '同意', en: 'Agreed'}, tone: 'good'},
  refused: {name: {zh: '不予通过', en: 'Refused'}, tone: 'bad'},
  returned: {name: {zh: '退回', en: 'Sent back'}, tone: 'warn'},
  closed: {name: {zh: '已结束', en: 'Closed'}, tone: 'quiet'},
})

export interface Part {
  role: string
  attachments: string[]
  declares: boolean
}

/** The open parts of the chain that somebody with these roles may take; the seats of a panel are one part. */
export function openParts(chain: Chain, roles: readonly string[]): Part[] {
  const parts = new Map<string, Part>()
  for (const step of chain.steps) {
    if (step.status !== 'open' || !roles.includes(step.role)) continue
    const part = parts.get(step.role) ?? {role: step.role, attachments: [], declares: false}
    parts.set(step.role, {role: step.role, attachments: [...new Set([...part.attachments, ...step.attachments])], declares: part.declares || Boolean(step.declares_conflict)})
  }
  return [...parts.values()]
}

/** Why this person gives no opinion although a part is open: wrote it, stood aside, or has given one. */
export function barredBy(chain: Chain, person: string): 'own' | 'recused' | 'given' | undefined {
  if (chain.applicants.includes(person)) return 'own'
  if (chain.recused?.includes(person)) return 'recused'
  return chain.steps.some((step) => step.opinion?.person === person) ? 'given' : undefined
}

/** The body without notes that were left empty. */
export function withNotes({notes, ...body}: Values): Values {
  const kept = ((notes ?? []) as {at?: string; text?: string}[]).filter(({at, text}) => at && text)
  return kept.length ? {...body, notes: kept} : body
}

/** `parts`: what waits for this person. Reason and basis are asked for unless the opinion agrees; `places` can be noted one by one. */
export function opinionForm(parts: Part[], places: Place[]): FormSpec {
  const attachments = [...new Set(parts.flatMap((part) => part.attachments))]
  const agrees = (values: Values): boolean => !values.verdict || values.verdict === 'pass'
  const declares = (values: Values): boolean => values.verdict !== 'recuse' && parts.some((part) => part.declares && part.role === values.role)
  const fields: Field[] = [
    {key: 'role', label: {zh: '以何角色', en: 'In the role of'}, kind: 'choice', options: () => parts.map((part) => ({value: part.role, label: words(roleName(part.role))}))},
    {key: 'verdict', label: {zh: '意见', en: 'Opinion'}, kind: 'choice', names: verdictNames},
    {key: 'no_conflict', label: {zh: '声明与申请单位和事项无利害关系', en: 'I declare that I have no conflict of interest'}, kind: 'yesno', when: declares, required: true, help: {zh: '有利害关系的，请选择“回避”并说明。', en: 'Whoever has one stands aside and says which.'}},
    {key: 'notes', label: {zh: '逐项意见', en: 'Notes item by item'}, kind: 'list', initial: [], when: (values) => places.length > 0 && values.verdict !== 'recuse', help: {zh: '逐项留存，与意见一并告知申请人。', en: 'Kept with the opinion and shown to the applicant.'}, fields: [
      {key: 'at', label: {zh: '针对', en: 'About'}, kind: 'choice', options: () => places.map((place) => ({value: place.at, label: place.label}))},
      {key: 'text', label: {zh: '意见', en: 'Note'}, kind: 'long'},
    ]},
    {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long', when: (values) => !agrees(values), required: true, help: {zh: '退回、不予通过须写明理由和依据。', en: 'Sending back or refusing needs reason and basis.'}},
    {key: 'reason', label: {zh: '说明', en: 'Remark'}, kind: 'long', when: agrees},
    {key: 'basis', label: {zh: '依据', en: 'Basis'}, kind: 'text', when: (values) => !agrees(values) && values.verdict !== 'recuse', required: true},
  ]
  if (attachments.length) {
    fields.push({key: 'attachments', label: {zh: '须附材料', en: 'To be attached'}, kind: 'group', when: (values) => values.verdict !== 'recuse', fields: attachments.map((kind) => ({
      key: kind, label: packName(kind), kind: 'document', documentKind: kind, when: (values) => !values.role || Boolean(parts.find((part) => part.role === values.role)?.attachments.includes(kind)),
    }))})
  }
  return {id: 'opinion', schema: 'GiveOpinion', pages: [{key: 'opinion', title: {zh: '出具审核意见', en: 'Give an opinion'}, fields}]}
}

/** The steps of a chain stage by stage; the seats of a panel stand together. */
export function stagesOf(chain: Pick<Chain, 'steps'>): ChainStep[][] {
  const stages = [...new Set(chain.steps.map((step) => step.stage))].sort((a, b) => a - b)
  return stages.map((stage) => chain.steps.filter((step) => step.stage === stage))
}
