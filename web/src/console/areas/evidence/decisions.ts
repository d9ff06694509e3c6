/** Decisions taken outside the platform: their names, and the act that enters one about a record. */
import {api, ask, type Schemas} from '@/api/client'
import type {Field, FormSpec} from '@/form/spec'
import type {Words} from '@/i18n/words'
import {sent} from '../../record/options'
import type {Act, Rec} from '../../record/subject'

export type DecisionKind = Schemas['EnterOutsideDecision']['decision_kind']

export const decisionNames: Record<DecisionKind, Words> = {
  government_approval: {zh: '本级政府审议决定', en: 'Approval by the government'},
  major_decision: {zh: '“三重一大”集体决策', en: 'Collective major decision'},
  operator_authorization: {zh: '运营主体授权决定', en: 'Authorization of an operator'},
  finance_opinion: {zh: '财政部门意见', en: 'Opinion of finance'},
  state_asset_duty: {zh: '国有资产管理规定落实情况', en: 'State-asset duties met'},
  sharing_consent: {zh: '共享提供单位同意', en: 'Consent of the sharing body'},
  price_decision: {zh: '定价决定', en: 'Decision on a price'},
  expert_review: {zh: '专家评审意见', en: 'Expert review'},
  termination_review: {zh: '终止审查', en: 'Review of a termination'},
  asset_disposal: {zh: '资产处置决定', en: 'Disposal of assets'},
  agency_appointment: {zh: '实施机构确定', en: 'Appointment of the agency'},
}

export const outcomeNames: Record<string, Words> = {approved: {zh: '同意', en: 'Approved'}, refused: {zh: '不同意', en: 'Refused'}}

export const decisionFields: Field[] = [
  {key: 'document', label: {zh: '决定文件', en: 'The document'}, kind: 'document', documentKind: 'minutes'},
  {key: 'number', label: {zh: '文号', en: 'Number'}, kind: 'text'},
  {key: 'decided_on', label: {zh: '决定日期', en: 'Decided on'}, kind: 'date'},
  {key: 'outcome', label: {zh: '结论', en: 'Outcome'}, kind: 'choice', names: outcomeNames},
]

const enter: FormSpec = {id: 'decision', schema: 'EnterOutsideDecision', pages: [{
  key: 'decision', title: {zh: '录入平台外决定', en: 'Enter a decision'}, help: {zh: '录入后须由另一人对照文件核对确认，确认前不生效。', en: 'Another person confirms it against the document; until then it has no effect.'}, fields: decisionFields,
}]}

/** Enters a decision of one kind about this record. */
export function enterDecision<R extends Rec>(kind: string, decision: DecisionKind, when?: (record: R) => boolean): Act<R> {
  return {
    operation: 'enterOutsideDecision', label: {zh: `录入${decisionNames[decision].zh}`, en: `Enter: ${decisionNames[decision].en}`}, when, form: () => enter,
    send: (record, body) => ask(api.POST('/api/v1/outside-decisions', {body: sent<Schemas['EnterOutsideDecision']>({...body, decision_kind: decision, subject: `${kind}/${record.id}`})})),
  }
}
