import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {organisationOptions} from '../../record/options'
import {itemsAt, packName, readPack} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {developerStates, listDevelopers} from './records'

type Developer = Schemas['Developer']
const verdicts = {pass: {zh: '合格', en: 'Pass'}, fail: {zh: '不合格', en: 'Fail'}}

async function assessForm(): Promise<FormSpec> {
  const dimensions = itemsAt(await readPack(), 'developer.assessment', 'dimensions')
  return {id: 'assess', schema: 'AssessDeveloper', pages: [{key: 'assess', title: {zh: '逐项评估', en: 'Assess'}, fields: [{key: 'dimensions', label: {zh: '评估维度', en: 'Dimensions'}, kind: 'group', fields: dimensions.map((item) => ({
    key: item.key, label: item.name, kind: 'group', article: item.article, fields: [
      {key: 'verdict', label: {zh: '结论', en: 'Verdict'}, kind: 'choice', names: verdicts, options: () => Object.entries(verdicts).map(([value, name]) => ({value, label: words(name)})), required: true},
      {key: 'evidence', label: {zh: '评估说明', en: 'Evidence'}, kind: 'long', required: true},
    ],
  }))}]}]}
}

export default defineSubject<Developer>({
  kind: 'developer', name: {zh: '应用单位', en: 'Application developer'}, states: developerStates, list: listDevelopers,
  get: (id) => ask(api.GET('/api/v1/developers/{id}', {params: {path: {id}}})),
  title: (row) => nameOf(row.org),
  empty: {zh: '没有您可以查看的应用单位', en: 'There is no developer that you may see'},
  columns: [{key: 'scenario', title: () => words({zh: '应用场景说明', en: 'What for'}), value: (row) => row.scenario}, {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true}],
  facts: (row) => [
    {label: {zh: '单位', en: 'Organisation'}, value: row.org, as: 'org'},
    {label: {zh: '选择方', en: 'Selected by'}, value: row.operator_org, as: 'org'},
    {label: {zh: '应用场景说明', en: 'What for'}, value: row.scenario, as: 'long'},
    {label: {zh: '经办人', en: 'Authors'}, value: row.authors, as: 'person'},
    ...Object.entries(row.assessment).map(([key, one]) => ({label: {zh: `评估：${packName(key).zh}`, en: `Assessment: ${packName(key).en}`}, value: `${words(verdicts[one.verdict])}，${one.evidence}`})),
  ],
  review: {operation: 'reviewDeveloper', of: (row) => row.review, send: (row, body) => ask(api.POST('/api/v1/developers/{id}/opinions', {...asSeen(row), body}))},
  acts: [{operation: 'assessDeveloper', label: {zh: '逐项评估', en: 'Assess'}, when: (row) => row.status === 'selected' || row.status === 'returned', starts: 'developer.review', form: assessForm, send: (row, body) => ask(api.POST('/api/v1/developers/{id}/assessment', {...asSeen(row), body: body as unknown as Schemas['AssessDeveloper']}))}],
  create: {
    operation: 'selectDeveloper', label: {zh: '选择应用单位', en: 'Select a developer'},
    form: () => ({id: 'developer', schema: 'SelectDeveloper', pages: [{key: 'developer', title: {zh: '选择应用单位', en: 'Select a developer'}, fields: [
      {key: 'org', label: {zh: '单位', en: 'Organisation'}, kind: 'choice', options: () => organisationOptions('application_developer')},
      {key: 'scenario', label: {zh: '应用场景说明', en: 'What it will use products for'}, kind: 'long'},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/developers', {body: body as Schemas['SelectDeveloper']})),
  },
})
