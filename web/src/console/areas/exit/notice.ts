import {api, ask} from '@/api/client'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import {listExitNotices, noticeStates, type ExitNotice} from './records'

export default defineSubject<ExitNotice>({
  kind: 'exit_notice', name: {zh: '退出通知', en: 'Notice of an exit'}, states: noticeStates, list: listExitNotices,
  get: (id) => ask(api.GET('/api/v1/exit-notices/{id}', {params: {path: {id}}})),
  title: (row) => row.product_title,
  empty: {zh: '没有退出通知', en: 'There is no notice'},
  note: {zh: '运营主体退出时，平台通知其产品的各订阅方。', en: 'When an operator leaves, the subscribers of its products are told.'},
  columns: [
    {key: 'org', title: () => words({zh: '被通知单位', en: 'Told'}), value: (row) => nameOf(row.org), facet: true},
    {key: 'operator', title: () => words({zh: '退出的运营主体', en: 'Operator that leaves'}), value: (row) => nameOf(row.operator_org), facet: true},
  ],
  facts: (row) => [
    {label: {zh: '被通知单位', en: 'Told'}, value: row.org, as: 'org'},
    {label: {zh: '退出的运营主体', en: 'Operator that leaves'}, value: row.operator_org, as: 'org'},
    {label: {zh: '产品', en: 'Product'}, value: row.product, as: 'record', kind: 'product'},
    {label: {zh: '订阅', en: 'Subscription'}, value: row.subscription, as: 'record', kind: 'subscription'},
    {label: {zh: '付费订阅', en: 'Paying'}, value: row.paying, as: 'yes'},
    {label: {zh: '退出', en: 'Exit'}, value: row.exit, as: 'record', kind: 'exit'},
    {label: {zh: '退出理由', en: 'Why'}, value: row.reason, as: 'long'},
    {label: {zh: '通知时间', en: 'Given'}, value: row.time, as: 'time'},
  ],
})
