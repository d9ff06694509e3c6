import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {organisationOptions} from '../../record/options'
import {labels, listAt, rulesAt} from '../../rulebook'
import {session} from '../../session'
import {cycles, formats, grades, origins, sharings, types} from './names'

/** The form of a catalog entry; the categories of the negative list and its article are the pack's. */
export async function entryForm(): Promise<FormSpec> {
  const categories = await labels(await listAt('catalog.negative_list', 'categories'))
  const organisations = await organisationOptions()
  const [negative] = await rulesAt('catalog.negative_list')
  return {
    id: 'catalog-entry', schema: 'DraftCatalogEntry',
    pages: [
      {key: 'basic', title: {zh: '基本信息', en: 'The resource'}, fields: [
        {key: 'title', kind: 'text', label: {zh: '资源名称', en: 'Title'}},
        {key: 'code', kind: 'text', label: {zh: '资源代码', en: 'Code'}, help: {zh: '字母、数字和 / . _ -，2 至 60 位', en: 'Letters, digits and / . _ -, 2 to 60'}},
        {key: 'summary', kind: 'long', label: {zh: '摘要', en: 'Summary'}},
        {key: 'classification', kind: 'text', label: {zh: '分类', en: 'Classification'}},
        {key: 'format', kind: 'choice', label: {zh: '资源格式', en: 'Format'}, names: formats},
        {key: 'update_cycle', kind: 'choice', label: {zh: '更新周期', en: 'Update cycle'}, names: cycles},
        {key: 'sharing', kind: 'choice', label: {zh: '共享类型', en: 'Sharing'}, names: sharings},
        {key: 'division', kind: 'text', label: {zh: '行政区划代码', en: 'Division code'}, help: {zh: '六位数字', en: 'Six digits'}},
        {key: 'rows_estimate', kind: 'number', label: {zh: '数据量（条）', en: 'Rows, estimated'}},
        {key: 'protected_entity', kind: 'text', label: {zh: '受保护主体', en: 'Protected population'}, help: {zh: '数据所指的人或单位，如 resident、company；没有则不填', en: 'Whom the rows are about, e.g. resident, company; empty when nobody'}},
      ]},
      {key: 'origin', title: {zh: '来源与负面清单', en: 'Origin and negative list'}, fields: [
        ...(session.actor?.roles.includes('implementing_agency') ? [{
          key: 'held_by', kind: 'choice' as const, label: {zh: '数源单位', en: 'Source department'}, help: {zh: '由实施机构编目时填写', en: 'Where the agency compiles the entry'},
          options: () => organisationOptions('data_provider'),
        }] : []),
        {key: 'origin', kind: 'choice', label: {zh: '数据来源', en: 'Origin'}, names: origins, initial: 'own'},
        {key: 'shared_from', ...(organisations.length ? {kind: 'choice' as const, options: () => organisations} : {kind: 'text' as const}), label: {zh: '共享数据提供单位', en: 'Organisation that shared it'}, when: (values) => values.origin === 'shared', required: true},
        {key: 'shared_consent', kind: 'text', label: {zh: '同意决定编号', en: 'Id of the decision that consents'}, when: (values) => values.origin === 'shared', help: {zh: '提供单位的同意在“平台外决定”中录入并经另一人核对后，填其编号', en: 'Enter the consent as an outside decision, have it confirmed, and put its id here'}},
        ...(categories.length ? [{
          key: 'negative_list', kind: 'verdicts' as const, label: {zh: '负面清单逐类核验', en: 'Negative list, category by category'}, article: negative?.article, required: true,
          options: () => categories.map(({key, name}) => ({value: key, label: words(name)})),
        }] : []),
      ]},
      {key: 'items', title: {zh: '信息项', en: 'Data items'}, fields: [
        {key: 'items', kind: 'list', label: {zh: '信息项', en: 'Data items'}, fields: [
          {key: 'name', kind: 'text', label: {zh: '列名', en: 'Column'}, help: {zh: '小写字母开头，小写字母、数字、下划线', en: 'Lower-case letters, digits, underscores'}},
          {key: 'title', kind: 'text', label: {zh: '名称', en: 'Title'}},
          {key: 'type', kind: 'choice', label: {zh: '类型', en: 'Type'}, names: types},
          {key: 'grade', kind: 'choice', label: {zh: '分级', en: 'Grade'}, names: grades},
          {key: 'standard', kind: 'text', label: {zh: '数据元标准', en: 'Data element standard'}, help: {zh: '同一标准只能有一个来源', en: 'One source for each standard'}},
          {key: 'key', kind: 'yesno', label: {zh: '主键', en: 'Key'}},
          {key: 'personal', kind: 'yesno', label: {zh: '个人信息', en: 'Personal data'}},
          {key: 'identity', kind: 'yesno', label: {zh: '直接标识', en: 'Direct identifier'}},
          {key: 'confidential', kind: 'yesno', label: {zh: '商业秘密', en: 'Trade secret'}},
        ]},
      ]},
    ],
  }
}
