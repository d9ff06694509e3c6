import {api, ask, type Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {itemFields} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {contractStates, listContracts} from './records'

type Contract = Schemas['ApplicationAgreement']
type Draft = Schemas['DraftApplicationAgreement']
const path = (row: Contract) => ({params: {path: {id: row.id}}})
const kinds = {application_agreement: {zh: '应用协议', en: 'Application agreement'}, confidentiality_agreement: {zh: '安全保密协议', en: 'Confidentiality agreement'}}

async function draftForm(): Promise<FormSpec> {
  return {id: 'application_agreement', schema: 'DraftApplicationAgreement', pages: [
    {key: 'basic', title: {zh: '双方与期限', en: 'Parties and term'}, fields: [
      {key: 'developer', label: {zh: '应用单位', en: 'Developer'}, kind: 'choice', options: () => recordOptions('developer', ['approved'])},
      {key: 'kind', label: {zh: '协议种类', en: 'Kind'}, kind: 'choice', names: kinds},
      {key: 'starts', label: {zh: '起始日期', en: 'Starts'}, kind: 'date'}, {key: 'ends', label: {zh: '终止日期', en: 'Ends'}, kind: 'date'},
      {key: 'confidentiality', label: {zh: '安全保密协议', en: 'Confidentiality agreement'}, kind: 'document', documentKind: 'confidentiality_agreement'},
      {key: 'purposes', label: {zh: '约定的用途（每行一个）', en: 'Agreed purposes, one a line'}, kind: 'words', help: {zh: '订阅只能取其一。', en: 'A subscription takes one of them.'}},
    ]},
    {key: 'items', title: {zh: '协议要素', en: 'Items'}, fields: [{key: 'items', label: {zh: '协议要素', en: 'Items'}, kind: 'group', fields: await itemFields('developer.agreement_items')}]},
  ]}
}

export default defineSubject<Contract>({
  kind: 'application_agreement', name: {zh: '应用协议', en: 'Application agreement'}, states: contractStates, list: listContracts,
  get: (id) => ask(api.GET('/api/v1/application-agreements/{id}', {params: {path: {id}}})),
  title: (row) => `${nameOf(row.operator_org)} — ${nameOf(row.developer_org)}`,
  empty: {zh: '没有您可以查看的应用协议', en: 'There is no agreement that you may see'},
  columns: [{key: 'kind', title: () => words({zh: '种类', en: 'Kind'}), value: (row) => words(kinds[row.content.kind ?? 'application_agreement']), facet: true}, {key: 'ends', title: () => words({zh: '终止日期', en: 'Ends'}), value: (row) => row.content.ends}],
  facts: (row) => [
    {label: {zh: '协议种类', en: 'Kind'}, value: words(kinds[row.content.kind ?? 'application_agreement'])},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '应用单位', en: 'Developer'}, value: row.content.developer, as: 'record', kind: 'developer'},
    {label: {zh: '起始日期', en: 'Starts'}, value: row.content.starts, as: 'date'}, {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '安全保密协议', en: 'Confidentiality agreement'}, value: row.content.confidentiality, as: 'document'},
    {label: {zh: '约定的用途', en: 'Purposes'}, value: row.content.purposes},
    {label: {zh: '已签署', en: 'Signed'}, value: row.signatures.map((one) => `${nameOf(one.org)}（${nameOf(one.person)}）`)},
    {label: {zh: '生效时间', en: 'In force since'}, value: row.in_force_since, as: 'time'}, {label: {zh: '终止事由', en: 'Why ended'}, value: row.end_reason},
  ],
  items: (row) => [{title: {zh: '协议要素', en: 'Items'}, point: 'developer.agreement_items', values: row.content.items}],
  content: (row) => row.content,
  acts: [
    {operation: 'reviseApplicationAgreement', label: {zh: '修改', en: 'Revise'}, when: (row) => row.status === 'draft', form: draftForm, initial: (row) => structuredClone(row.content) as unknown as Values, send: (row, body) => ask(api.PUT('/api/v1/application-agreements/{id}', {...path(row), body: body as unknown as Draft}))},
    {operation: 'signApplicationAgreement', label: {zh: '签署', en: 'Sign'}, when: (row) => row.status === 'draft', send: (row) => ask(api.POST('/api/v1/application-agreements/{id}/signatures', path(row)))},
    {operation: 'endApplicationAgreement', label: {zh: '终止协议', en: 'End'}, when: (row) => row.status === 'in_force', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/application-agreements/{id}/end', {...path(row), body: body as {reason: string}}))},
  ],
  create: {operation: 'draftApplicationAgreement', label: {zh: '编写应用协议', en: 'Draft an agreement'}, form: draftForm, send: (body) => ask(api.POST('/api/v1/application-agreements', {body: body as unknown as Draft}))},
})
