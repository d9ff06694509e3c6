import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import type {Schemas} from '@/api/client'

export const columnTypes: Record<Schemas['JobParameter']['type'], Words> = {
  boolean: {zh: '布尔', en: 'Boolean'}, integer: {zh: '整数', en: 'Integer'}, decimal: {zh: '小数', en: 'Decimal'}, text: {zh: '文本', en: 'Text'}, date: {zh: '日期', en: 'Date'},
}

/** The name of a column's type; the engine's own word where it has another. */
export const typeName = (type: string): string => words(columnTypes[type as keyof typeof columnTypes]) || type

/** Purpose and parameters of a job; workspace and query come from the workbench. */
export const jobForm: FormSpec = {id: 'job', pages: [{key: 'job', title: {zh: '提交作业', en: 'Submit a job'}, help: {zh: '作业经他人批准后，在生产环境的全部供给数据上运行；结果只经出域审查离开。', en: 'Once another person has approved it, the job runs on the full supply; its result leaves through egress only.'}, fields: [
  {key: 'purpose', label: {zh: '目的', en: 'Purpose'}, kind: 'long', required: true},
  {key: 'parameters', label: {zh: '参数（SQL 中写作 $name）', en: 'Parameters ($name in the SQL)'}, kind: 'list', initial: [], fields: [
    {key: 'name', label: {zh: '名称', en: 'Name'}, kind: 'text', required: true},
    {key: 'type', label: {zh: '类型', en: 'Type'}, kind: 'choice', names: columnTypes, required: true},
    {key: 'values', label: {zh: '可取的值（每行一个）', en: 'Values, one a line'}, kind: 'words'},
    {key: 'from', label: {zh: '区间起（含）', en: 'From'}, kind: 'text'},
    {key: 'to', label: {zh: '区间止（含）', en: 'To'}, kind: 'text'},
  ]},
]}]}
