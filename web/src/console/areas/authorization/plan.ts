import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {nameOf} from '../../record/names'
import {decisionOptions, recordOptions} from '../../record/options'
import {itemGroup} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {enterDecision} from '../evidence/decisions'
import {filingFacts, filingForm, openFilings} from './filing'
import {listPlans, planStates} from './records'

type Plan = Schemas['OperationPlan']
type Draft = Schemas['DraftPlan']

const modes: Record<Draft['mode'], Words> = {
  whole: {zh: '整体授权', en: 'Whole'}, by_sector: {zh: '分领域授权', en: 'By sector'}, by_scenario: {zh: '依场景授权', en: 'By scenario'},
}

async function planForm(): Promise<FormSpec> {
  return {id: 'plan', schema: 'DraftPlan', pages: [
    {key: 'basic', title: {zh: '基本情况', en: 'Basics'}, fields: [
      {key: 'title', label: {zh: '方案名称', en: 'Title'}, kind: 'text'},
      {key: 'mode', label: {zh: '授权方式', en: 'Mode'}, kind: 'choice', names: modes},
      {key: 'starts', label: {zh: '起始日期', en: 'Starts'}, kind: 'date'},
      {key: 'ends', label: {zh: '终止日期', en: 'Ends'}, kind: 'date'},
      {key: 'resources', label: {zh: '纳入的数据资源', en: 'Resources'}, kind: 'choices', options: () => recordOptions('catalog_entry', ['approved'])},
    ]},
    {key: 'items', title: {zh: '方案必备事项', en: 'Required items'}, help: {zh: '缺一项即退回；每项注明依据的条款。', en: 'A missing item sends the plan back; each names its article.'}, fields: [
      await itemGroup({zh: '必备事项', en: 'Items'}, 'plan.required_items'),
    ]},
  ]}
}

async function decideForm(plan: Plan): Promise<FormSpec> {
  return {id: 'approve_plan', schema: 'ByDecision', pages: [{key: 'decision', title: {zh: '依据决定批准', en: 'Approve'}, fields: [
    {key: 'decision', label: {zh: '已确认的政府决定', en: 'Confirmed decision'}, kind: 'choice', options: () => decisionOptions(`operation_plan/${plan.id}`)},
  ]}]}
}

export default defineSubject<Plan>({
  kind: 'operation_plan', name: {zh: '实施方案', en: 'Operation plan'}, states: planStates, list: listPlans,
  get: (id) => ask(api.GET('/api/v1/plans/{id}', {params: {path: {id}}})),
  title: (row) => row.content.title,
  empty: {zh: '没有您可以查看的实施方案', en: 'There is no plan that you may see'},
  columns: [
    {key: 'agency', title: () => words({zh: '实施机构', en: 'Agency'}), value: (row) => nameOf(row.agency), facet: true},
    {key: 'mode', title: () => words({zh: '授权方式', en: 'Mode'}), value: (row) => words(modes[row.content.mode]), facet: true},
    {key: 'term', title: () => words({zh: '期限', en: 'Term'}), value: (row) => `${row.content.starts} — ${row.content.ends}`},
  ],
  facts: (row) => [
    {label: {zh: '实施机构', en: 'Agency'}, value: row.agency, as: 'org'},
    {label: {zh: '授权方式', en: 'Mode'}, value: words(modes[row.content.mode])},
    {label: {zh: '起始日期', en: 'Starts'}, value: row.content.starts, as: 'date'},
    {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '数据资源', en: 'Resources'}, value: row.content.resources, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '起草人', en: 'Authors'}, value: row.authors, as: 'person'},
    {label: {zh: '修改次数', en: 'Revisions'}, value: row.revision},
    {label: {zh: '批准决定', en: 'Approved by'}, value: row.approval, as: 'decision'},
    {label: {zh: '已失效的批准', en: 'Earlier approvals'}, value: row.past_approvals, as: 'decision'},
    ...filingFacts(row.filings),
  ],
  items: (row) => [{title: {zh: '方案必备事项', en: 'Required items'}, point: 'plan.required_items', values: row.content.items}],
  content: (row) => row.content,
  acts: [
    {operation: 'submitPlan', label: {zh: '提交审议', en: 'Submit'}, when: (row) => row.status === 'draft', text: {zh: '提交后由本级政府集体审议，期间不能修改。', en: 'The government deliberates on it; it cannot be changed meanwhile.'}, send: (row) => ask(api.POST('/api/v1/plans/{id}/submit', asSeen(row)))},
    {operation: 'revisePlan', label: {zh: '修改方案', en: 'Revise'}, text: {zh: '已批准的方案修改后须按原程序重新报批。', en: 'An approved plan goes the whole way again.'}, form: planForm, initial: (row) => structuredClone(row.content) as unknown as Values,
      send: (row, body) => ask(api.PUT('/api/v1/plans/{id}', {...asSeen(row), body: body as unknown as Draft}))},
    enterDecision('operation_plan', 'government_approval', (row) => row.status === 'submitted'),
    {operation: 'approvePlan', label: {zh: '依据政府决定批准', en: 'Approve under the decision'}, when: (row) => row.status === 'submitted', form: decideForm, send: (row, body) => ask(api.POST('/api/v1/plans/{id}/approval', {...asSeen(row), body: body as Schemas['ByDecision']}))},
    {operation: 'recordPlanFiling', label: {zh: '记录备案', en: 'Record a filing'}, when: (row) => openFilings(row.filings).length > 0, form: (row) => filingForm(row.filings), send: (row, body) => ask(api.POST('/api/v1/plans/{id}/filings', {...asSeen(row), body: body as Schemas['RecordFiling']}))},
  ],
  create: {operation: 'draftPlan', label: {zh: '编制实施方案', en: 'Draft a plan'}, form: planForm, send: (body) => ask(api.POST('/api/v1/plans', {body: body as unknown as Draft}))},
})
