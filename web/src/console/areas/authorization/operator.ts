import {api, ask, type Schemas} from '@/api/client'
import type {Field, FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {nameOf, titleOf} from '../../record/names'
import {organisationOptions, recordOptions, sent} from '../../record/options'
import {itemFields} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {listOperators, operatorStates} from './records'

type Operator = Schemas['Operator']

const levels: Record<Schemas['MaturityCertificate']['level'], Words> = {
  initial: {zh: '初始级', en: 'Initial'}, managed: {zh: '受管理级', en: 'Managed'}, robust: {zh: '稳健级', en: 'Robust'},
  quantitatively_managed: {zh: '量化管理级', en: 'Quantitatively managed'}, optimizing: {zh: '优化级', en: 'Optimizing'},
}
const asked = (key: string) => (values: Record<string, unknown>): boolean => values[key] === true
const document = (key: string, label: Words, kind: string): Field => ({key, label, kind: 'document', documentKind: kind})

async function admitForm(): Promise<FormSpec> {
  const conditions = await itemFields('operator.qualification', 'document')
  return {id: 'operator', schema: 'AdmitOperator', pages: [
    {key: 'org', title: {zh: '运营主体', en: 'The operator'}, fields: [
      {key: 'org', label: {zh: '单位', en: 'Organisation'}, kind: 'choice', options: () => organisationOptions('operator')},
      {key: 'authorization', label: {zh: '授权决定', en: 'Authorizing decision'}, kind: 'choice', options: () => recordOptions('outside_decision', ['confirmed'])},
    ]},
    {key: 'qualification', title: {zh: '应具备的条件', en: 'Conditions'}, fields: [{key: 'qualification', label: {zh: '各项条件的材料', en: 'Documents'}, kind: 'group', fields: conditions.map((field) => ({...field, required: false}))}]},
    {key: 'security', title: {zh: '安全责任', en: 'Security duties'}, fields: [{key: 'security_duties', label: {zh: '各项安全责任的材料', en: 'Documents'}, kind: 'group', fields: (await itemFields('operator.security_duties', 'document')).map((field) => ({...field, required: false}))}]},
    {key: 'more', title: {zh: '其他申报', en: 'Other declarations'}, fields: [
      {key: '_incidents', label: {zh: '申报既往安全事件', en: 'Declare past incidents'}, kind: 'yesno'},
      {key: 'incidents', label: {zh: '既往安全事件', en: 'Past incidents'}, kind: 'group', when: asked('_incidents'), fields: [
        document('commitment', {zh: '承诺书', en: 'Undertaking'}, 'commitment'), document('query_result', {zh: '查询结果', en: 'Result of the query'}, 'query_result'),
        {key: 'incidents', label: {zh: '事件', en: 'Incidents'}, kind: 'list', initial: [], mayBeEmpty: true, help: {zh: '没有发生过的，不填。', en: 'Leave it empty when there were none.'}, fields: [{key: 'occurred_on', label: {zh: '发生日期', en: 'On'}, kind: 'date'}, {key: 'account', label: {zh: '经过与影响', en: 'What happened'}, kind: 'long'}]},
      ]},
      {key: '_maturity', label: {zh: '具有数据管理能力成熟度证书', en: 'Holds a maturity certificate'}, kind: 'yesno'},
      {key: 'maturity', label: {zh: '成熟度（GB/T 36073）', en: 'Maturity (GB/T 36073)'}, kind: 'group', when: asked('_maturity'), fields: [{key: 'level', label: {zh: '等级', en: 'Level'}, kind: 'choice', names: levels}, document('certificate', {zh: '证书', en: 'Certificate'}, 'maturity_certificate')]},
      {key: '_parent', label: {zh: '部分条件由控股公司满足', en: 'The controlling company meets some conditions'}, kind: 'yesno'},
      {key: 'met_by_parent', label: {zh: '由控股公司满足的条件', en: 'Met by the controlling company'}, kind: 'group', when: asked('_parent'), fields: [
        {key: 'org', label: {zh: '控股公司', en: 'Company'}, kind: 'choice', options: () => organisationOptions()}, document('evidence', {zh: '控股关系证明', en: 'Proof of control'}, 'control_proof'),
        {key: 'items', label: {zh: '条件', en: 'Conditions'}, kind: 'choices', options: () => conditions.map((field) => ({value: field.key, label: words(field.label)}))},
      ]},
    ]},
  ]}
}

/** Nothing until it is known by its title, and where it is not for this person. */
function authorizationOf({authorization}: Operator): string {
  const title = titleOf('outside_decision', authorization)
  return title === authorization ? '' : title
}

export default defineSubject<Operator>({
  kind: 'operator', name: {zh: '运营主体', en: 'Operator'}, states: operatorStates, list: listOperators,
  get: (id) => ask(api.GET('/api/v1/operators/{id}', {params: {path: {id}}})),
  title: (row) => nameOf(row.org),
  empty: {zh: '还没有准入的运营主体', en: 'No operator has been admitted yet'},
  columns: [{key: 'authorization', title: () => words({zh: '授权决定', en: 'Authorization'}), value: (row) => authorizationOf(row)}],
  facts: (row) => [
    {label: {zh: '单位', en: 'Organisation'}, value: row.org, as: 'org'},
    {label: {zh: '授权决定', en: 'Authorization'}, value: row.authorization, as: 'decision'},
    {label: {zh: '成熟度等级', en: 'Maturity'}, value: row.maturity && words(levels[row.maturity.level])},
    {label: {zh: '成熟度证书', en: 'Certificate'}, value: row.maturity?.certificate, as: 'document'},
    {label: {zh: '安全事件承诺书', en: 'Undertaking on incidents'}, value: row.incidents?.commitment, as: 'document'},
    {label: {zh: '申报的既往事件', en: 'Declared incidents'}, value: row.incidents?.incidents.map((one) => `${one.occurred_on} ${one.account}`)},
    {label: {zh: '控股公司', en: 'Controlling company'}, value: row.met_by_parent?.org, as: 'org'},
  ],
  items: (row) => [
    {title: {zh: '应具备的条件', en: 'Conditions'}, point: 'operator.qualification', values: row.qualification, documents: true},
    {title: {zh: '安全责任', en: 'Security duties'}, point: 'operator.security_duties', values: row.security_duties, documents: true},
  ],
  create: {operation: 'admitOperator', label: {zh: '办理准入', en: 'Admit an operator'}, form: admitForm, send: (body) => ask(api.POST('/api/v1/operators', {body: {qualification: {}, security_duties: {}, ...sent<Omit<Schemas['AdmitOperator'], 'qualification' | 'security_duties'>>(body)}}))},
})
