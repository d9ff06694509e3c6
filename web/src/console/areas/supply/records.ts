import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {defineRecords} from '../../area'
import {titleOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export const keyStates = defineStates<Schemas['SourceKey']['status']>({active: {name: {zh: '有效', en: 'Active'}, tone: 'good'}, revoked: {name: {zh: '已撤销', en: 'Revoked'}, tone: 'bad'}})
export const orderStates = defineStates<Schemas['MaskingOrder']['status']>({issued: {name: {zh: '已下达', en: 'Issued'}, tone: 'good'}, withdrawn: {name: {zh: '已撤回', en: 'Withdrawn'}, tone: 'quiet'}})
export const batchStates = defineStates<Schemas['Batch']['status']>({
  announced: {name: {zh: '推送中', en: 'Being sent'}, tone: 'active'},
  accepted: {name: {zh: '已验收', en: 'Accepted'}, tone: 'good'},
  refused: {name: {zh: '已拒收', en: 'Refused'}, tone: 'bad'},
  replaced: {name: {zh: '已被替换', en: 'Replaced'}, tone: 'quiet'},
})

export const listKeys = () => listAll((after) => api.GET('/api/v1/source-keys', {params: {query: {limit: 500, after}}}))
export const listOrders = () => listAll((after) => api.GET('/api/v1/masking-orders', {params: {query: {limit: 500, after}}}))
export const listBatches = () => listAll((after) => api.GET('/api/v1/batches', {params: {query: {limit: 500, after}}}))

const title = (row: {resource: string; scenario: string}): string => `${titleOf('catalog_entry', row.resource)} → ${titleOf('scenario', row.scenario)}`

export default defineRecords(
  {kind: 'source_key', name: {zh: '数源侧公钥', en: 'Source key'}, states: keyStates, to: recordTo('source_key'), list: async () => (await listKeys()).map((row) => ({id: row.id, status: row.status, author: row.registered_by, title: row.name}))},
  {kind: 'masking_order', name: {zh: '脱敏指令', en: 'Masking order'}, states: orderStates, to: recordTo('masking_order'), list: async () => (await listOrders()).map((row) => ({id: row.id, status: row.status, author: row.issued_by, title: title(row)}))},
  {kind: 'batch', name: {zh: '供给批次', en: 'Batch'}, states: batchStates, to: recordTo('batch'), list: async () => (await listBatches()).map((row) => ({id: row.id, status: row.status, author: row.announced_by, title: title(row)}))},
)
