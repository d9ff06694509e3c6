import {api, ask, asSeen, type Schemas} from '@/api/client'
import {saveAs, safeFileName} from '@/blocks/exportTable'
import {yuan} from '@/format/money'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import {listSubscriptions, subscriptionStates, type Subscription} from './records'
import StatementPanel from './StatementPanel.vue'

const guards: Record<NonNullable<Subscription['guard']>, Words> = {slowed: {zh: '已限速', en: 'Slowed'}, stopped: {zh: '已停止', en: 'Stopped'}}

async function download(row: Subscription): Promise<void> {
  const content = await ask(api.GET('/api/v1/products/{id}/package', {params: {path: {id: row.content.product}, query: {subscription: row.id}}, parseAs: 'blob'})) as unknown as Blob
  saveAs(content, safeFileName(titleOf('product', row.content.product), 'csv'))
}

const calls = (count: number | undefined): string | undefined => (count === undefined ? undefined : `${count.toLocaleString('en')} ${words({zh: '次', en: count === 1 ? 'call' : 'calls'})}`)

export default defineSubject<Subscription>({
  kind: 'subscription', name: {zh: '订阅', en: 'Subscription'}, states: subscriptionStates, list: listSubscriptions,
  get: (id) => ask(api.GET('/api/v1/subscriptions/{id}', {params: {path: {id}}})),
  title: (row) => `${titleOf('product', row.content.product)} · ${row.content.purpose}`,
  empty: {zh: '还没有订阅', en: 'There is no subscription yet'},
  columns: [
    {key: 'org', title: () => words({zh: '订阅单位', en: 'Subscriber'}), value: (row) => nameOf(row.org), facet: true},
    {key: 'price', title: () => words({zh: '单价（元）', en: 'Price (yuan)'}), value: (row) => row.price_fen, text: (row) => yuan(row.price_fen), numeric: true},
    {key: 'ends', title: () => words({zh: '终止日期', en: 'Ends'}), value: (row) => row.content.ends},
    {key: 'guard', title: () => words({zh: '枚举防护', en: 'Guard'}), value: (row) => (row.guard ? words(guards[row.guard]) : ''), facet: true},
  ],
  facts: (row) => [
    {label: {zh: '产品', en: 'Product'}, value: row.content.product, as: 'record', kind: 'product'},
    {label: {zh: '订阅单位', en: 'Subscriber'}, value: row.org, as: 'org'},
    {label: {zh: '应用协议', en: 'Agreement'}, value: row.content.application_agreement, as: 'record', kind: 'application_agreement'},
    {label: {zh: '用途', en: 'Purpose'}, value: row.content.purpose},
    {label: {zh: '单价（每次或每份）', en: 'Price, a call or a package'}, value: row.price_fen, as: 'money'},
    {label: {zh: '公益免费使用', en: 'Free public use'}, value: row.free_use, as: 'yes'},
    {label: {zh: '起始日期', en: 'Starts'}, value: row.content.starts, as: 'date'}, {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '每日限额', en: 'A day'}, value: calls(row.content.quota_per_day)}, {label: {zh: '每秒限额', en: 'A second'}, value: calls(row.content.rate_per_second)},
    {label: {zh: '可查询的键前缀', en: 'Key prefixes'}, value: row.content.key_prefixes, as: 'code'}, {label: {zh: '可见的信息项', en: 'Fields'}, value: row.content.fields, as: 'code'},
    {label: {zh: '其他接收单位', en: 'Recipients'}, value: row.content.recipients}, {label: {zh: '承诺不转给第三方', en: 'No transfer'}, value: row.content.no_transfer, as: 'yes'},
    {label: {zh: '枚举防护', en: 'Enumeration guard'}, value: row.guard && `${words(guards[row.guard])} ${row.guard_calls ?? 0}/${row.guard_misses ?? 0}/${row.guard_sequential ?? 0}`},
    {label: {zh: '终止事由', en: 'Why ended'}, value: row.end_reason},
  ],
  extra: StatementPanel,
  acts: [
    {operation: 'downloadPackage', label: {zh: '下载数据包', en: 'Download the package'}, when: (row) => row.status === 'active', text: {zh: '仅数据包产品可以下载；每次下载均留使用记录。', en: 'Data packages only; each download leaves a usage record.'}, send: download},
    {operation: 'clearGuard', label: {zh: '解除枚举防护', en: 'Lift the guard'}, when: (row) => Boolean(row.guard), reason: true, send: (row, body) => ask(api.POST('/api/v1/subscriptions/{id}/guard', {...asSeen(row), body: body as {reason: string}}))},
    {operation: 'endSubscription', label: {zh: '终止订阅', en: 'End'}, when: (row) => row.status === 'active', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/subscriptions/{id}/end', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {
    operation: 'subscribe', label: {zh: '订阅产品', en: 'Subscribe'},
    form: () => ({id: 'subscription', schema: 'Subscribe', pages: [{key: 'subscription', title: {zh: '订阅产品', en: 'Subscribe'}, fields: [
      {key: 'product', label: {zh: '产品', en: 'Product'}, kind: 'choice', options: () => recordOptions('product', ['listed'])},
      {key: 'application_agreement', label: {zh: '应用协议', en: 'Agreement'}, kind: 'choice', options: () => recordOptions('application_agreement', ['in_force'])},
      {key: 'purpose', label: {zh: '用途', en: 'Purpose'}, kind: 'text', help: {zh: '调用时须声明同一用途。', en: 'Stated at each call.'}},
      {key: 'starts', label: {zh: '起始日期', en: 'Starts'}, kind: 'date'}, {key: 'ends', label: {zh: '终止日期', en: 'Ends'}, kind: 'date'},
      {key: 'quota_per_day', label: {zh: '每日限额（次）', en: 'Calls a day'}, kind: 'number'}, {key: 'rate_per_second', label: {zh: '每秒限额（次）', en: 'Calls a second'}, kind: 'number'},
      {key: 'key_prefixes', label: {zh: '可查询的键前缀（每行一个）', en: 'Key prefixes, one a line'}, kind: 'words', help: {zh: '不填为全部。', en: 'All when left out.'}},
      {key: 'fields', label: {zh: '可见或可核验的信息项（每行一个）', en: 'Fields, one a line'}, kind: 'words', help: {zh: '不填为全部。', en: 'All when left out.'}},
      {key: 'free_use_document', label: {zh: '公益免费使用的佐证材料', en: 'Evidence of a free public use'}, kind: 'document', documentKind: 'free_use'},
      {key: 'recipients', label: {zh: '还将得到结果的其他单位（每行一个）', en: 'Others who are to receive the answers'}, kind: 'words'},
      {key: 'no_transfer', label: {zh: '承诺不转给第三方', en: 'Undertaking not to pass anything on'}, kind: 'yesno'},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/subscriptions', {body: body as Schemas['Subscribe']})),
  },
})
