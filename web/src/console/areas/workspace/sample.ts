import {api, ask, asSeen, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import {listSamples, sampleStates} from './records'

type Sample = Schemas['MaskedSample']

export default defineSubject<Sample>({
  kind: 'development_sample', name: {zh: '开发抽样数据', en: 'Development sample'}, states: sampleStates, list: listSamples,
  get: (id) => ask(api.GET('/api/v1/development-samples/{id}', {params: {path: {id}}})),
  title: (row) => `${titleOf('scenario', row.scenario)} · ${row.parameters.table} ${row.parameters.share_percent}%`,
  empty: {zh: '没有抽样数据申请', en: 'There is no request for a sample'},
  note: {zh: '默认以合成数据开发；规则包允许的，可申请脱敏抽样，放行后所涉主体记为已知。', en: 'Development is on synthetic rows by default; where the pack allows it, masked rows can be sampled, and their entities count as known from then on.'},
  columns: [{key: 'operator', title: () => words({zh: '申请单位', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true}, {key: 'purpose', title: () => words({zh: '目的', en: 'Purpose'}), value: (row) => row.purpose}],
  facts: (row) => [
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '环境', en: 'Workspace'}, value: row.workspace, as: 'record', kind: 'workspace'},
    {label: {zh: '申请人', en: 'Author'}, value: row.author, as: 'person'},
    {label: {zh: '目的', en: 'Purpose'}, value: row.purpose, as: 'long'},
    {label: {zh: '抽取比例', en: 'Share'}, value: `${row.parameters.share_percent}%`},
    {label: {zh: '至多主体数', en: 'At most'}, value: row.parameters.most_entities},
    {label: {zh: 'k', en: 'k'}, value: row.parameters.k},
    {label: {zh: '抽样种子', en: 'Seed'}, value: row.parameters.seed},
    {label: {zh: '抽样所得行数', en: 'Rows'}, value: row.figures?.rows ?? row.rows},
    {label: {zh: '抽样所涉主体数', en: 'Entities'}, value: row.figures?.entities ?? row.entities},
    {label: {zh: '批次主体数', en: 'Entities of the batch'}, value: row.figures?.batch_entities},
    {label: {zh: '可抽主体数', en: 'Eligible entities'}, value: row.figures?.eligible_entities},
    {label: {zh: '决定人', en: 'Decided by'}, value: row.decided_by, as: 'person'},
    {label: {zh: '理由', en: 'Reason'}, value: row.reason},
  ],
  acts: [
    {operation: 'releaseDevelopmentSample', label: {zh: '放行', en: 'Release'}, when: (row) => row.status === 'requested', text: {zh: '放行后，抽样所涉主体在出域审查中记为已知。', en: 'Its entities count as known in disclosure control from then on.'}, send: (row) => ask(api.POST('/api/v1/development-samples/{id}/release', asSeen(row)))},
    {operation: 'refuseDevelopmentSample', label: {zh: '不放行', en: 'Refuse'}, when: (row) => row.status === 'requested', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/development-samples/{id}/refuse', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {
    operation: 'requestDevelopmentSample', label: {zh: '申请抽样数据', en: 'Ask for a sample'},
    form: () => ({id: 'development_sample', schema: 'RequestDevelopmentSample', pages: [{key: 'sample', title: {zh: '申请抽样数据', en: 'Ask for a sample'}, fields: [
      {key: 'workspace', label: {zh: '环境', en: 'Workspace'}, kind: 'choice', options: () => recordOptions('workspace', ['open'])},
      {key: 'table', label: {zh: '表名', en: 'Table'}, kind: 'text'},
      {key: 'share_percent', label: {zh: '抽取主体的百分比', en: 'Percent of the entities'}, kind: 'number'},
      {key: 'purpose', label: {zh: '目的', en: 'Purpose'}, kind: 'long'},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/development-samples', {body: body as Schemas['RequestDevelopmentSample']})),
  },
})
