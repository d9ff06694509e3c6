import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {itemGroup} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {contractKinds, contractStates, listContracts} from './records'

type Contract = Schemas['ApplicationAgreement']
type Draft = Schemas['DraftApplicationAgreement']

async function draftForm(): Promise<FormSpec> {
  return {id: 'application_agreement', schema: 'DraftApplicationAgreement', pages: [
    {key: 'basic', title: {zh: '双方与期限', en: 'Parties and term'}, fields: [
      {key: 'developer', label: {zh: '应用单位', en: 'Developer'}, kind: 'choice', options: () => recordOptions('developer', ['approved'])},
      {key: 'kind', label: {zh: '协议种类', en: 'Kind'}, kind: 'choice', names: contractKinds},
      {key: 'starts', label: {zh: '起始日期', en: 'Starts'}, kind: 'date'}, {key: 'ends', label: {zh: '终止日期', en: 'Ends'}, kind: 'date'},
      {key: 'confidentiality', label: {zh: '安全保密协议', en: 'Confidentiality agreement'}, kind: 'document', documentKind: 'confidentiality_agreement'},
      {key: 'scenarios', label: {zh: '可开设自有开发环境的场景', en: 'Scenarios with a workspace of its own'}, kind: 'choices', options: () => recordOptions('scenario', ['approved'])},
      {key: 'purposes', label: {zh: '约定的用途（每行一个）', en: 'Agreed purposes, one a line'}, kind: 'words', help: {zh: '订阅只能取其一。', en: 'A subscription takes one of them.'}},
    ]},
    {key: 'items', title: {zh: '协议要素', en: 'Items'}, fields: [await itemGroup({zh: '协议要素', en: 'Items'}, 'developer.agreement_items')]},
  ]}
}

export default defineSubject<Contract>({
  kind: 'application_agreement', name: {zh: '应用协议', en: 'Application agreement'}, states: contractStates, list: listContracts,
  get: (id) => ask(api.GET('/api/v1/application-agreements/{id}', {params: {path: {id}}})),
  title: (row) => `${nameOf(row.operator_org)} — ${nameOf(row.developer_org)}`,
  empty: {zh: '没有您可以查看的应用协议', en: 'There is no agreement that you may see'},
  columns: [{key: 'kind', title: () => words({zh: '种类', en: 'Kind'}), value: (row) => words(contractKinds[row.content.kind ?? 'application_agreement']), facet: true}, {key: 'ends', title: () => words({zh: '终止日期', en: 'Ends'}), value: (row) => row.content.ends}],
  facts: (row) => [
    {label: {zh: '协议种类', en: 'Kind'}, value: words(contractKinds[row.content.kind ?? 'application_agreement'])},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '应用单位', en: 'Developer'}, value: row.content.developer, as: 'record', kind: 'developer'},
    {label: {zh: '起始日期', en: 'Starts'}, value: row.content.starts, as: 'date'}, {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '安全保密协议', en: 'Confidentiality agreement'}, value: row.content.confidentiality, as: 'document'},
    {label: {zh: '约定的用途', en: 'Purposes'}, value: row.content.purposes},
    {label: {zh: '可开设自有开发环境的场景', en: 'Scenarios with a workspace of its own'}, value: row.content.scenarios?.map((id) => titleOf('scenario', id))},
    {label: {zh: '已签署', en: 'Signed'}, value: row.signatures.map((one) => `${nameOf(one.org)}（${nameOf(one.person)}）`)},
    {label: {zh: '生效时间', en: 'In force since'}, value: row.in_force_since, as: 'time'}, {label: {zh: '终止事由', en: 'Why ended'}, value: row.end_reason},
  ],
  items: (row) => [{title: {zh: '协议要素', en: 'Items'}, point: 'developer.agreement_items', values: row.content.items}],
  content: (row) => row.content,
  acts: [
    {operation: 'reviseApplicationAgreement', label: {zh: '修改', en: 'Revise'}, when: (row) => row.status === 'draft', form: draftForm, initial: (row) => structuredClone(row.content) as unknown as Values, send: (row, body) => ask(api.PUT('/api/v1/application-agreements/{id}', {...asSeen(row), body: body as unknown as Draft}))},
    {operation: 'signApplicationAgreement', label: {zh: '签署', en: 'Sign'}, when: (row) => row.status === 'draft', send: (row) => ask(api.POST('/api/v1/application-agreements/{id}/signatures', asSeen(row)))},
    {operation: 'endApplicationAgreement', label: {zh: '终止协议', en: 'End'}, when: (row) => row.status === 'in_force', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/application-agreements/{id}/end', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {operation: 'draftApplicationAgreement', label: {zh: '编写应用协议', en: 'Draft an agreement'}, form: draftForm, send: (body) => ask(api.POST('/api/v1/application-agreements', {body: body as unknown as Draft}))},
})
