import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {words} from '@/i18n'
import {defineRecords, type Row} from '../../area'
import {recordTo} from '../../record/subject'
import {aboutNames} from './about'
import {decisionNames} from './decisions'

export const documentStates = defineStates<Schemas['Document']['status']>({deposited: {name: {zh: '已存证', en: 'Deposited'}, tone: 'good'}})
export const decisionStates = defineStates<Schemas['OutsideDecision']['status']>({
  entered: {name: {zh: '待核对', en: 'To be confirmed'}, tone: 'active'},
  confirmed: {name: {zh: '已确认', en: 'Confirmed'}, tone: 'good'},
  rejected: {name: {zh: '核对不符', en: 'Rejected'}, tone: 'bad'},
})
export const exceptionStates = defineStates<Schemas['RuleException']['status']>({
  requested: {name: {zh: '待决定', en: 'To be decided'}, tone: 'active'},
  approved: {name: {zh: '已批准', en: 'Approved'}, tone: 'good'},
  refused: {name: {zh: '不予批准', en: 'Refused'}, tone: 'bad'},
})

export const listDocuments = () => listAll((after) => api.GET('/api/v1/documents', {params: {query: {limit: 500, after}}}))
export const listDecisions = () => listAll((after) => api.GET('/api/v1/outside-decisions', {params: {query: {limit: 500, after}}}))
export const listExceptions = () => listAll((after) => api.GET('/api/v1/rule-exceptions', {params: {query: {limit: 500, after}}}))

async function exceptionRows(): Promise<Row[]> {
  const rows = await listExceptions()
  const about = await aboutNames(rows.map(({subject}) => subject), 'rule_exception')
  return rows.map((row) => ({id: row.id, status: row.status, author: row.requested_by, title: `${row.rule} ${about.get(row.subject)}`, text: row.reason}))
}

export default defineRecords(
  {
    kind: 'document', name: {zh: '佐证材料', en: 'Document'}, states: documentStates, to: recordTo('document'),
    list: async () => (await listDocuments()).map((row) => ({id: row.id, status: row.status, author: row.deposited_by, title: row.title, text: `${row.number ?? ''} ${row.issuer}`})),
  },
  {
    kind: 'outside_decision', name: {zh: '平台外决定', en: 'Decision taken outside'}, states: decisionStates, to: recordTo('outside_decision'),
    list: async () => (await listDecisions()).map((row) => ({id: row.id, status: row.status, author: row.entered_by, title: `${words(decisionNames[row.decision_kind as keyof typeof decisionNames])} ${row.number}`})),
    steps: {confirm: {zh: '核对平台外决定', en: 'Confirm a decision taken outside'}},
  },
  {
    kind: 'rule_exception', name: {zh: '规则例外', en: 'Exception to a rule'}, states: exceptionStates, to: recordTo('rule_exception'),
    list: exceptionRows,
    steps: {decide: {zh: '决定是否批准例外', en: 'Decide on an exception'}},
  },
)
