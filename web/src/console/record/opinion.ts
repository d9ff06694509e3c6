/** The form of a reviewer's opinion, and the names of verdicts and steps. */
import type {Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Field, FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {roleName} from '../session'
import {packName} from './pack'
import type {ChainStep} from './subject'

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

/** `steps`: those that wait for this person. Reason and basis are asked for unless the opinion agrees. */
export function opinionForm(steps: ChainStep[]): FormSpec {
  const attachments = [...new Set(steps.flatMap((step) => step.attachments))]
  const disagrees = (values: Record<string, unknown>): boolean => Boolean(values.verdict) && values.verdict !== 'pass'
  const fields: Field[] = [
    {key: 'role', label: {zh: '以何角色', en: 'In the role of'}, kind: 'choice', options: () => steps.map((step) => ({value: step.role, label: words(roleName(step.role))}))},
    {key: 'verdict', label: {zh: '意见', en: 'Opinion'}, kind: 'choice', names: verdictNames},
    {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long', when: disagrees, required: true, help: {zh: '退回、不予通过须写明理由和依据。', en: 'Sending back or refusing needs reason and basis.'}},
    {key: 'reason', label: {zh: '说明', en: 'Remark'}, kind: 'long', when: (values) => !disagrees(values)},
    {key: 'basis', label: {zh: '依据', en: 'Basis'}, kind: 'text', when: disagrees, required: true},
  ]
  if (attachments.length) {
    fields.push({key: 'attachments', label: {zh: '须附材料', en: 'To be attached'}, kind: 'group', fields: attachments.map((kind) => ({key: kind, label: packName(kind), kind: 'document', documentKind: kind}))})
  }
  return {id: 'opinion', schema: 'GiveOpinion', pages: [{key: 'opinion', title: {zh: '出具审核意见', en: 'Give an opinion'}, fields}]}
}
