/** Words for the choices of a catalog entry; typed by the contract, so that none can be left out. */
import type {Schemas} from '@/api/client'
import type {Words} from '@/i18n/words'

type Content = Schemas['DraftCatalogEntry']
type Item = Schemas['DataItem']

export const formats: Record<Content['format'], Words> = {table: {zh: '库表', en: 'Table'}, file: {zh: '文件', en: 'File'}, interface: {zh: '接口', en: 'Interface'}}
export const sharings: Record<Content['sharing'], Words> = {unconditional: {zh: '无条件共享', en: 'Unconditional'}, conditional: {zh: '有条件共享', en: 'Conditional'}, none: {zh: '不予共享', en: 'Not shared'}}
export const cycles: Record<Content['update_cycle'], Words> = {
  realtime: {zh: '实时', en: 'Real time'}, daily: {zh: '每日', en: 'Daily'}, weekly: {zh: '每周', en: 'Weekly'}, monthly: {zh: '每月', en: 'Monthly'},
  quarterly: {zh: '每季度', en: 'Quarterly'}, yearly: {zh: '每年', en: 'Yearly'}, irregular: {zh: '不定期', en: 'Irregular'},
}
export const origins: Record<Content['origin'], Words> = {own: {zh: '履职产生', en: 'Produced by the provider'}, shared: {zh: '经政务共享取得', en: 'Obtained by sharing'}}
export const types: Record<Item['type'], Words> = {boolean: {zh: '布尔', en: 'Boolean'}, integer: {zh: '整数', en: 'Integer'}, decimal: {zh: '小数', en: 'Decimal'}, text: {zh: '文本', en: 'Text'}, date: {zh: '日期', en: 'Date'}}
export const grades: Record<Item['grade'], Words> = {general: {zh: '一般数据', en: 'General'}, important: {zh: '重要数据', en: 'Important'}, core: {zh: '核心数据', en: 'Core'}}
