import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import {defineRecords} from '../../area'
import {recordTo} from '../../record/subject'

export type Peer = Schemas['Peer']
export type Message = Schemas['ExchangeMessage']
export type Outcome = Schemas['ExchangeOutcome']

export const peerStates = defineStates<Peer['status']>({
  proposed: {name: {zh: '待确认', en: 'To be confirmed'}, tone: 'warn'},
  active: {name: {zh: '对接中', en: 'Active'}, tone: 'good'},
  closed: {name: {zh: '已停用', en: 'Closed'}, tone: 'bad'},
})

export const messageStates = defineStates<Message['status']>({
  accepted: {name: {zh: '已办理', en: 'Accepted'}, tone: 'good'},
  refused: {name: {zh: '不予办理', en: 'Refused'}, tone: 'bad'},
  waiting: {name: {zh: '待送达', en: 'Waiting'}, tone: 'warn'},
  delivered: {name: {zh: '已送达', en: 'Delivered'}, tone: 'good'},
})

export const outcomeStates = defineStates<Outcome['outcome']>({
  accepted: messageStates.accepted!,
  refused: messageStates.refused!,
  repeated: {name: {zh: '重复，结果同前', en: 'Repeated; the outcome stands'}, tone: 'quiet'},
  acknowledged: {name: {zh: '已记收讫', en: 'Acknowledged'}, tone: 'quiet'},
})

/** What arrives ends as one of these; the rest is what the node tells. */
export const inbound = ({status}: Message): boolean => status === 'accepted' || status === 'refused'

/** Kinds of docs/formats/exchange.md. A kind that the node does not know comes from the peer and keeps its identifier. */
const kinds: Record<string, Words> = {
  'catalog.draft': {zh: '编制目录条目', en: 'Draft a catalog entry'}, 'catalog.revise': {zh: '修订目录条目', en: 'Revise a catalog entry'}, 'catalog.submit': {zh: '目录条目报审', en: 'Submit a catalog entry'},
  'application.draft': {zh: '编写场景申请', en: 'Draft an application'}, 'application.revise': {zh: '修订场景申请', en: 'Revise an application'}, 'application.submit': {zh: '提交场景申请', en: 'Submit an application'},
  'objection.open': {zh: '提出异议', en: 'Raise an objection'}, 'objection.act': {zh: '办理异议', en: 'Act on an objection'},
  'supply.announce': {zh: '数据批次推送', en: 'A batch of data announced'}, 'supply.order': {zh: '脱敏指令', en: 'Masking order'}, chunk: {zh: '批次分片', en: 'Chunk of a batch'},
  result: {zh: '办理结果', en: 'Result'}, status: {zh: '状态变化', en: 'Status'}, ack: {zh: '收讫', en: 'Acknowledgement'},
}
export const kindName = (kind: string): Words => kinds[kind] ?? {zh: kind, en: kind}

export const listPeers = (): Promise<Peer[]> => listAll((after) => api.GET('/api/v1/exchange/peers', {params: {query: {limit: 500, after}}}))
export const listMessages = (peer?: string): Promise<Message[]> => listAll((after) => api.GET('/api/v1/exchange/messages', {params: {query: {limit: 500, after, peer}}}))

export default defineRecords(
  {
    kind: 'exchange_peer', name: {zh: '相邻平台', en: 'Platform next door'}, states: peerStates, to: recordTo('exchange_peer'),
    list: async () => (await listPeers()).map(({id, name, status, fingerprint}) => ({id, status, title: name, text: fingerprint})),
  },
  {kind: 'exchange_message', name: {zh: '交换报文', en: 'Exchanged message'}, states: messageStates, to: (id) => ({name: 'exchange_messages', query: {message: id}})},
)
