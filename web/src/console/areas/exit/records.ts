import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import {defineRecords} from '../../area'
import {titleOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export type Exit = Schemas['Exit']
export type ExitNotice = Schemas['ExitNotice']

/** In the order in which an exit passes through them. */
export const exitStates = defineStates<Exit['status']>({
  started: {name: {zh: '已启动', en: 'Started'}, tone: 'warn'},
  revoked: {name: {zh: '权限已收回', en: 'Rights revoked'}, tone: 'active'},
  listed: {name: {zh: '文件已列明', en: 'Files listed'}, tone: 'active'},
  shredded: {name: {zh: '密钥已销毁', en: 'Keys destroyed'}, tone: 'active'},
  deleted: {name: {zh: '文件已删除', en: 'Files deleted'}, tone: 'active'},
  ended: {name: {zh: '协议已终止', en: 'Agreement ended'}, tone: 'active'},
  certified: {name: {zh: '已出具证明', en: 'Certified'}, tone: 'good'},
})
export const noticeStates = defineStates<ExitNotice['status']>({given: {name: {zh: '已通知', en: 'Given'}, tone: 'warn'}})

export const causeNames: Record<Schemas['StartExit']['cause'], Words> = {
  expired: {zh: '协议到期', en: 'Term over'}, terminated_early: {zh: '提前终止', en: 'Ended early'}, breach: {zh: '违约', en: 'Breach'}, other: {zh: '其他', en: 'Other'},
}
export const categoryNames: Record<Schemas['ExitFile']['category'], Words> = {
  authorized_data: {zh: '授权数据', en: 'Authorized data'}, results: {zh: '作业结果', en: 'Results'}, products: {zh: '数据产品', en: 'Products'}, social_data: {zh: '社会数据', en: 'Social data'},
}

export const listExits = () => listAll((after) => api.GET('/api/v1/exits', {params: {query: {limit: 500, after}}}))
export const listExitNotices = () => listAll((after) => api.GET('/api/v1/exit-notices', {params: {query: {limit: 500, after}}}))

export default defineRecords(
  {
    kind: 'exit', name: {zh: '退出', en: 'Exit'}, states: exitStates, to: recordTo('exit'), steps: {complete: {zh: '完成退出', en: 'Complete the exit'}},
    list: async () => (await listExits()).map((row) => ({id: row.id, status: row.status, author: row.started_by, title: titleOf('agreement', row.content.agreement), text: row.content.reason})),
  },
  {
    kind: 'exit_notice', name: {zh: '退出通知', en: 'Notice of an exit'}, states: noticeStates, to: recordTo('exit_notice'),
    list: async () => (await listExitNotices()).map((row) => ({id: row.id, status: row.status, title: row.product_title, text: row.reason})),
  },
)
