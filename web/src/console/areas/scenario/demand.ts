/** Names of uses and masking techniques, and the fields of a demand. */
import type {Schemas} from '@/api/client'
import type {Field} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {recordOptions} from '../../record/options'

type Column = Schemas['DemandedColumn']

export const useNames: Record<Column['uses'][number], Words> = {
  join: {zh: '关联', en: 'Join'}, filter: {zh: '筛选', en: 'Filter'}, group: {zh: '分组', en: 'Group'}, aggregate: {zh: '聚合', en: 'Aggregate'},
  masked: {zh: '脱敏后可见', en: 'Seen masked'}, visible: {zh: '可见', en: 'Seen'}, lookup: {zh: '单条查询', en: 'Lookup'},
}
export const techniqueNames: Record<NonNullable<Column['technique']>, Words> = {
  keep: {zh: '保留原值', en: 'Keep'}, suppress: {zh: '隐去', en: 'Suppress'}, pseudonymise: {zh: '假名化', en: 'Pseudonymise'},
  division_province: {zh: '泛化到省', en: 'Province'}, division_city: {zh: '泛化到市', en: 'City'}, division_county: {zh: '泛化到县', en: 'County'},
  industry_section: {zh: '泛化到行业门类', en: 'Industry section'}, industry_division: {zh: '泛化到行业大类', en: 'Industry division'},
  industry_group: {zh: '泛化到行业中类', en: 'Industry group'}, industry_class: {zh: '泛化到行业小类', en: 'Industry class'},
  decade: {zh: '泛化到十年', en: 'Decade'}, year: {zh: '泛化到年', en: 'Year'}, quarter: {zh: '泛化到季度', en: 'Quarter'}, month: {zh: '泛化到月', en: 'Month'},
  age_band: {zh: '年龄段', en: 'Age band'}, band: {zh: '分段', en: 'Bands'}, bucket: {zh: '等宽分段', en: 'Buckets'},
  truncate: {zh: '截断', en: 'Truncate'}, shift: {zh: '日期平移', en: 'Shift'}, noise: {zh: '加噪', en: 'Noise'},
}

export const demandField: Field = {
  key: 'demand', label: {zh: '数据需求', en: 'Data demand'}, kind: 'list', help: {zh: '逐项资源、逐列说明用途和必要性；只申请必需的列。', en: 'Column by column: what it is for and why it is necessary.'}, fields: [
    {key: 'resource', label: {zh: '目录条目', en: 'Catalog entry'}, kind: 'choice', options: () => recordOptions('catalog_entry', ['approved'])},
    {key: 'table', label: {zh: '查询中的表名', en: 'Name of the table'}, kind: 'text', help: {zh: '小写字母、数字和下划线，如 residents', en: 'Lower-case letters, digits, underscores'}},
    {key: 'columns', label: {zh: '信息项', en: 'Columns'}, kind: 'list', fields: [
      {key: 'name', label: {zh: '信息项名', en: 'Column'}, kind: 'text'},
      {key: 'uses', label: {zh: '用途', en: 'Uses'}, kind: 'choices', names: useNames, options: () => Object.entries(useNames).map(([value, name]) => ({value, label: words(name)}))},
      {key: 'technique', label: {zh: '脱敏方法', en: 'Masking'}, kind: 'choice', names: techniqueNames},
      {key: 'parameter', label: {zh: '方法参数', en: 'Parameter'}, kind: 'text', help: {zh: '分段宽度或边界、位移天数、噪声幅度、参照日', en: 'Width, bounds, days, amplitude or reference day'}},
      {key: 'reason', label: {zh: '为何必需', en: 'Why it is necessary'}, kind: 'text'},
    ]},
  ],
}
