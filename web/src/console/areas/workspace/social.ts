import {api, ask, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {packName} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {listSocialData, socialStates} from './records'

type Social = Schemas['SocialData']

export default defineSubject<Social>({
  kind: 'social_data', name: {zh: '社会数据', en: 'Social data'}, states: socialStates, list: listSocialData,
  get: (id) => ask(api.GET('/api/v1/social-data/{id}', {params: {path: {id}}})),
  title: (row) => row.table,
  empty: {zh: '没有导入的社会数据', en: 'No social data has been imported'},
  note: {zh: '社会数据凭来源合法证明，经审核通过后导入，另成一表，来源随数据留存。', en: 'Social data comes in with proof of its lawful source and after its review, as a table of its own that keeps its provenance.'},
  columns: [
    {key: 'scenario', title: () => words({zh: '应用场景', en: 'Scenario'}), value: (row) => titleOf('scenario', row.scenario), facet: true},
    {key: 'operator', title: () => words({zh: '导入单位', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'source', title: () => words({zh: '来源', en: 'Source'}), value: (row) => row.source},
    {key: 'rows', title: () => words({zh: '行数', en: 'Rows'}), value: (row) => row.rows, numeric: true},
  ],
  facts: (row) => [
    {label: {zh: '来源', en: 'Source'}, value: row.source, as: 'long'},
    {label: {zh: '环境', en: 'Workspace'}, value: row.workspace, as: 'record', kind: 'workspace'},
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '导入单位', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '实施机构', en: 'Agency'}, value: row.agency, as: 'org'},
    {label: {zh: '导入人', en: 'Author'}, value: row.author, as: 'person'},
    {label: {zh: '通过的审核', en: 'Review'}, value: row.review, as: 'record', kind: 'matter'},
    {label: {zh: '审核材料', en: 'Documents of the review'}, value: Object.values(row.evidence), as: 'document'},
    ...Object.entries(row.items).map(([key, value]) => ({label: packName(key), value: String(value)})),
    {label: {zh: '列', en: 'Columns'}, value: row.columns.map((column) => `${column.name} ${column.type}`), as: 'code'},
    {label: {zh: '行数', en: 'Rows'}, value: row.rows},
    {label: {zh: '字节数', en: 'Bytes'}, value: row.bytes},
    {label: {zh: '密封文件摘要（SM3）', en: 'Sealed file (SM3)'}, value: row.digest, as: 'code'},
  ],
  create: {operation: 'importSocialData', label: {zh: '导入社会数据', en: 'Import social data'}},
})
