import {api, ask, asSeen, type Schemas} from '@/api/client'
import {isoDay} from '@/format/dates'
import {words} from '@/i18n'
import {titleOf} from '../../record/names'
import {organisationOptions, recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import {consentStates, listConsents} from './records'

type Consent = Schemas['Consent']

export default defineSubject<Consent>({
  kind: 'consent', name: {zh: '授权同意', en: 'Consent'}, states: consentStates, list: listConsents,
  get: (id) => ask(api.GET('/api/v1/consents/{id}', {params: {path: {id}}})),
  title: (row) => `${titleOf('product', row.product)} · ${row.purpose}`,
  empty: {zh: '还没有授权同意', en: 'There is no consent yet'},
  note: {zh: '主体标识只用于换算令牌，平台不保存。', en: 'The identifier is turned into a token and not kept.'},
  columns: [{key: 'until', title: () => words({zh: '有效至', en: 'Until'}), value: (row) => isoDay(new Date(row.valid_until))}, {key: 'uses', title: () => words({zh: '可用次数', en: 'Uses'}), value: (row) => row.max_uses || undefined, numeric: true}],
  facts: (row) => [
    {label: {zh: '产品', en: 'Product'}, value: row.product, as: 'record', kind: 'product'}, {label: {zh: '用途', en: 'Purpose'}, value: row.purpose},
    {label: {zh: '主体令牌', en: 'Token of the subject'}, value: row.subject, as: 'code'}, {label: {zh: '可使用的单位', en: 'Developer'}, value: row.developer, as: 'org'},
    {label: {zh: '有效至', en: 'Valid until'}, value: row.valid_until, as: 'time'}, {label: {zh: '可用次数', en: 'Uses'}, value: row.max_uses || undefined},
    {label: {zh: '取得同意的方式', en: 'How it was obtained'}, value: row.basis}, {label: {zh: '同意材料', en: 'Document'}, value: row.document, as: 'document'},
    {label: {zh: '所指场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'}, {label: {zh: '记录单位', en: 'Recorded by'}, value: row.org, as: 'org'},
    {label: {zh: '撤回时间', en: 'Withdrawn'}, value: row.withdrawn_at, as: 'time'}, {label: {zh: '撤回事由', en: 'Why'}, value: row.withdraw_reason},
  ],
  acts: [{operation: 'withdrawConsent', label: {zh: '撤回同意', en: 'Withdraw'}, when: (row) => row.status === 'given', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/consents/{id}/withdraw', {...asSeen(row), body: body as {reason: string}}))}],
  create: {
    operation: 'recordConsent', label: {zh: '记录授权同意', en: 'Record a consent'},
    form: () => ({id: 'consent', schema: 'RecordConsent', pages: [{key: 'consent', title: {zh: '授权同意', en: 'Consent'}, fields: [
      {key: 'identifier', label: {zh: '主体标识', en: 'Identifier'}, kind: 'text', help: {zh: '换算成令牌后即弃，不保存。', en: 'Turned into a token and not kept.'}},
      {key: 'product', label: {zh: '产品', en: 'Product'}, kind: 'choice', options: () => recordOptions('product', ['listed'])},
      {key: 'purpose', label: {zh: '用途', en: 'Purpose'}, kind: 'text'}, {key: 'until', label: {zh: '末日（含）', en: 'Last day'}, kind: 'date'},
      {key: 'developer', label: {zh: '可使用的单位', en: 'Developer'}, kind: 'choice', options: () => organisationOptions('application_developer')},
      {key: 'max_uses', label: {zh: '可用次数', en: 'Uses'}, kind: 'number'}, {key: 'basis', label: {zh: '取得同意的方式', en: 'How it was obtained'}, kind: 'text'},
      {key: 'scenario', label: {zh: '所指场景', en: 'Scenario'}, kind: 'choice', options: () => recordOptions('scenario', ['approved'])},
      {key: 'document', label: {zh: '同意材料', en: 'Document'}, kind: 'document', documentKind: 'consent'},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/consents', {body: body as Schemas['RecordConsent']})),
  },
})
