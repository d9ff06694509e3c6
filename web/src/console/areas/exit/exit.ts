import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import ExitPanel from './ExitPanel.vue'
import {categoryNames, causeNames, exitStates, listExits, type Exit} from './records'

const startForm: FormSpec = {id: 'exit', schema: 'StartExit', pages: [{key: 'exit', title: {zh: '启动退出', en: 'Start an exit'}, help: {zh: '启动后，协议范围内的一切操作即时停止，不可撤回；由另一步完成收回、销毁和证明。', en: 'From then on everything in the scope of the agreement refuses, and there is no way back; another step completes it.'}, fields: [
  {key: 'agreement', label: {zh: '退出的运营协议', en: 'Agreement that ends'}, kind: 'choice', options: () => recordOptions('agreement', ['in_force', 'expired'])},
  {key: 'cause', label: {zh: '退出情形', en: 'Cause'}, kind: 'choice', names: causeNames},
  {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'},
  {key: 'document', label: {zh: '依据材料', en: 'Document it rests on'}, kind: 'document', documentKind: 'termination_notice'},
  {key: 'also_delete', label: {zh: '协议约定另须删除的类别', en: 'Deleted beyond the rules, as the agreement wants'}, kind: 'choices', options: () => Object.entries(categoryNames).map(([value, name]) => ({value, label: words(name)}))},
]}]}

export default defineSubject<Exit>({
  kind: 'exit', name: {zh: '退出', en: 'Exit'}, states: exitStates, list: listExits,
  get: (id) => ask(api.GET('/api/v1/exits/{id}', {params: {path: {id}}})),
  title: (row) => titleOf('agreement', row.content.agreement),
  empty: {zh: '没有您可以查看的退出', en: 'There is no exit that you may see'},
  note: {zh: '协议到期、提前终止或违约时，收回权限、列明并删除数据、销毁密钥、出具证明；中断后可以继续。', en: 'When an agreement ends: rights are revoked, data is listed and deleted, keys are destroyed, and a certificate is issued.'},
  columns: [
    {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'cause', title: () => words({zh: '退出情形', en: 'Cause'}), value: (row) => words(causeNames[row.content.cause]), facet: true},
  ],
  facts: (row) => [
    {label: {zh: '运营协议', en: 'Agreement'}, value: row.content.agreement, as: 'record', kind: 'agreement'},
    {label: {zh: '退出情形', en: 'Cause'}, value: words(causeNames[row.content.cause])},
    {label: {zh: '理由', en: 'Reason'}, value: row.content.reason, as: 'long'},
    {label: {zh: '依据材料', en: 'Document'}, value: row.content.document, as: 'document'},
    {label: {zh: '实施机构', en: 'Agency'}, value: row.agency, as: 'org'},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '启动人', en: 'Started by'}, value: row.started_by, as: 'person'},
    {label: {zh: '启动时间', en: 'Started'}, value: row.started_at, as: 'time'},
    {label: {zh: '须删除的类别', en: 'To be deleted'}, value: row.categories.map((one) => words(categoryNames[one as keyof typeof categoryNames]) || one)},
    {label: {zh: '删除时间', en: 'Deleted'}, value: row.deleted_at, as: 'time'},
    {label: {zh: '运营主体已退出', en: 'Operator has left'}, value: row.operator_exited, as: 'yes'},
    {label: {zh: '完成人', en: 'Completed by'}, value: row.completed_by, as: 'person'},
    {label: {zh: '日志至少保存至', en: 'Logs kept until'}, value: row.log_hold_until, as: 'date'},
  ],
  extra: ExitPanel,
  acts: [{operation: 'completeExit', label: {zh: '完成退出', en: 'Complete the exit'}, when: (row) => row.status !== 'certified', danger: true,
    text: {zh: '收回其余权限，列明文件，销毁密钥，删除须删除的文件，出具证明。不可恢复；由启动人以外的人员办理。', en: 'Revokes what is left, lists files, destroys keys, deletes what has to go, and issues the certificate. It cannot be undone; somebody other than who started it does this.'},
    send: (row) => ask(api.POST('/api/v1/exits/{id}/completion', asSeen(row)))}],
  create: {operation: 'startExit', label: {zh: '启动退出', en: 'Start an exit'}, form: () => startForm, send: (body) => ask(api.POST('/api/v1/exits', {body: body as Schemas['StartExit']}))},
})
