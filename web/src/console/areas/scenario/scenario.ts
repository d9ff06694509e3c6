import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {itemGroup} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {basketDemand} from './basket'
import {demandField} from './demand'
import DemandTable from './DemandTable.vue'
import {listScenarios, purposeNames, scenarioStates} from './records'

type Scenario = Schemas['Scenario']
type Draft = Schemas['DraftScenario']
async function scenarioForm(): Promise<FormSpec> {
  const agreements = await recordOptions('agreement', ['in_force'])
  return {id: 'scenario', schema: 'DraftScenario', pages: [
    {key: 'basic', title: {zh: '应用场景', en: 'Scenario'}, fields: [
      // an application unit does not see the agreement of its operator, and enters the number that the operator gave it
      {key: 'agreement', label: {zh: '所依据的运营协议', en: 'Agreement'}, ...(agreements.length ? {kind: 'choice' as const, options: () => agreements} : {kind: 'text' as const, help: {zh: '填写运营主体告知的协议编号（agr-…）', en: 'The id that the operator gave you (agr-…)'}})},
      {key: 'title', label: {zh: '场景名称', en: 'Title'}, kind: 'text'},
      {key: 'purpose', label: {zh: '用途类别', en: 'Purpose'}, kind: 'choice', names: purposeNames},
      {key: 'ends', label: {zh: '场景终止日期', en: 'Ends'}, kind: 'date'},
    ]},
    {key: 'items', title: {zh: '申请要素', en: 'Required items'}, fields: [await itemGroup({zh: '申请要素', en: 'Items'}, 'scenario.required_items')]},
    {key: 'demand', title: {zh: '数据需求', en: 'Data demand'}, fields: [demandField]},
  ]}
}

export default defineSubject<Scenario>({
  kind: 'scenario', name: {zh: '应用场景', en: 'Scenario'}, states: scenarioStates, list: listScenarios,
  get: (id) => ask(api.GET('/api/v1/scenarios/{id}', {params: {path: {id}}})),
  title: (row) => row.content.title,
  empty: {zh: '没有您可以查看的应用场景', en: 'There is no scenario that you may see'},
  note: {zh: '一个场景一次申请、一次审核；数据按列申请，不超出最小必要。', en: 'One scenario, one application, one review; data is asked for by column, no more than necessary.'},
  columns: [
    {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'purpose', title: () => words({zh: '用途类别', en: 'Purpose'}), value: (row) => words(purposeNames[row.content.purpose]), facet: true},
    {key: 'columns', title: () => words({zh: '申请列数', en: 'Columns'}), value: (row) => row.content.demand.reduce((sum, one) => sum + one.columns.length, 0), numeric: true},
  ],
  facts: (row) => [
    {label: {zh: '申请单位', en: 'Applicant'}, value: row.applicant, as: 'org'},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '实施机构', en: 'Agency'}, value: row.agency, as: 'org'},
    {label: {zh: '运营协议', en: 'Agreement'}, value: row.content.agreement, as: 'record', kind: 'agreement'},
    {label: {zh: '用途类别', en: 'Purpose'}, value: words(purposeNames[row.content.purpose])},
    {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '数据提供单位', en: 'Providers'}, value: row.providers, as: 'org'},
    {label: {zh: '编写人', en: 'Authors'}, value: row.authors, as: 'person'},
  ],
  items: (row) => [{title: {zh: '申请要素', en: 'Required items'}, point: 'scenario.required_items', values: row.content.items}],
  places: (row) => row.content.demand.flatMap((one, i) => one.columns.map((column, j) => ({at: `/content/demand/${i}/columns/${j}`, label: `${one.table}.${column.name}`}))),
  content: (row) => row.content,
  extra: DemandTable,
  review: {operation: 'reviewScenario', of: (row) => row.review, send: (row, body) => ask(api.POST('/api/v1/scenarios/{id}/opinions', {...asSeen(row), body}))},
  acts: [
    {operation: 'submitScenario', label: {zh: '提交审核', en: 'Submit'}, when: (row) => row.status === 'draft' || row.status === 'returned', starts: 'scenario.review', text: {zh: '提交后按审核链办理；编写人不得审核本场景。', en: 'The review chain runs; none of its authors may review it.'}, send: (row) => ask(api.POST('/api/v1/scenarios/{id}/submit', asSeen(row)))},
    {operation: 'reviseScenario', label: {zh: '修改', en: 'Revise'}, when: (row) => row.status === 'draft' || row.status === 'returned', form: scenarioForm, initial: (row) => structuredClone(row.content) as unknown as Values, send: (row, body) => ask(api.PUT('/api/v1/scenarios/{id}', {...asSeen(row), body: body as unknown as Draft}))},
  ],
  create: {operation: 'draftScenario', label: {zh: '申请应用场景', en: 'Apply with a scenario'}, form: scenarioForm, initial: basketDemand, send: (body) => ask(api.POST('/api/v1/scenarios', {body: body as unknown as Draft}))},
})
