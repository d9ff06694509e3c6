import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import {defineRecords, type Row} from '../../area'
import {recordTo} from '../../record/subject'

export type Product = Schemas['Product']

export const productStates = defineStates<Product['status']>({
  draft: {name: {zh: '草稿', en: 'Draft'}, tone: 'quiet'},
  checked: {name: {zh: '已过机器检查', en: 'Checked'}, tone: 'active'},
  submitted: {name: {zh: '合规审核中', en: 'Under review'}, tone: 'active'},
  approved: {name: {zh: '审核通过', en: 'Approved'}, tone: 'good'},
  returned: {name: {zh: '已退回', en: 'Sent back'}, tone: 'warn'},
  refused: {name: {zh: '不予通过', en: 'Refused'}, tone: 'bad'},
  listed: {name: {zh: '已上架', en: 'Listed'}, tone: 'good'},
  recalled: {name: {zh: '已下架', en: 'Recalled'}, tone: 'bad'},
  ended: {name: {zh: '已终止', en: 'Ended'}, tone: 'quiet'},
})
export const productKinds: Record<Schemas['DraftProduct']['kind'], Words> = {
  package: {zh: '数据包', en: 'Data package'}, api: {zh: '接口', en: 'API'}, verification: {zh: '核验', en: 'Verification'},
}

export const listProducts = (status?: string) => listAll((after) => api.GET('/api/v1/products', {params: {query: {limit: 500, after, status}}}))

const rows = async (status?: string): Promise<Row[]> => (await listProducts(status)).map((row) => ({id: row.id, status: row.status, author: row.author, title: row.content.title, text: row.content.summary}))

export default defineRecords({
  kind: 'product', name: {zh: '数据产品', en: 'Product'}, states: productStates, to: recordTo('product'),
  list: () => rows(), returned: () => rows('returned'),
})
