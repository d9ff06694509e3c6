import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {defineRecords} from '../../area'
import {nameOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export const planStates = defineStates<Schemas['OperationPlan']['status']>({
  draft: {name: {zh: '草稿', en: 'Draft'}, tone: 'quiet'},
  submitted: {name: {zh: '审议中', en: 'Under deliberation'}, tone: 'active'},
  approved: {name: {zh: '已批准', en: 'Approved'}, tone: 'good'},
})
export const operatorStates = defineStates<Schemas['Operator']['status']>({
  admitted: {name: {zh: '已准入', en: 'Admitted'}, tone: 'good'},
  exited: {name: {zh: '已退出', en: 'Exited'}, tone: 'quiet'},
})
export const agreementStates = defineStates<Schemas['Agreement']['status']>({
  draft: {name: {zh: '草案', en: 'Draft'}, tone: 'quiet'},
  decided: {name: {zh: '已决策，待签署', en: 'Decided, to be signed'}, tone: 'active'},
  in_force: {name: {zh: '生效', en: 'In force'}, tone: 'good'},
  expired: {name: {zh: '已到期', en: 'Expired'}, tone: 'warn'},
  exiting: {name: {zh: '退出中', en: 'Exiting'}, tone: 'warn'},
  ended: {name: {zh: '已终止', en: 'Ended'}, tone: 'quiet'},
})

export const listPlans = () => listAll((after) => api.GET('/api/v1/plans', {params: {query: {limit: 500, after}}}))
export const listOperators = () => listAll((after) => api.GET('/api/v1/operators', {params: {query: {limit: 500, after}}}))
/** Whom it authorizes, from when until when. */
export const agreementTitle = ({operator_org, content}: Schemas['Agreement']): string => `${nameOf(operator_org)} ${content.starts}—${content.ends}`
export const listAgreements = () => listAll((after) => api.GET('/api/v1/agreements', {params: {query: {limit: 500, after}}}))

const signing = {sign: {zh: '签署', en: 'Sign'}, decide: {zh: '集体决策', en: 'Decide'}}

export default defineRecords(
  {
    kind: 'operation_plan', name: {zh: '实施方案', en: 'Operation plan'}, states: planStates, to: recordTo('operation_plan'),
    list: async () => (await listPlans()).map((row) => ({id: row.id, status: row.status, author: row.author, title: row.content.title})),
    steps: {approve: {zh: '依据政府决定批准方案', en: 'Approve the plan'}},
  },
  {
    kind: 'operator', name: {zh: '运营主体', en: 'Operator'}, states: operatorStates, to: recordTo('operator'),
    list: async () => (await listOperators()).map((row) => ({id: row.id, status: row.status, title: nameOf(row.org)})),
  },
  {
    kind: 'agreement', name: {zh: '运营协议', en: 'Operation agreement'}, states: agreementStates, to: recordTo('agreement'), steps: signing,
    list: async () => (await listAgreements()).map((row) => ({id: row.id, status: row.status, author: row.author, title: agreementTitle(row)})),
  },
)
