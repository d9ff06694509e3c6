import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import {sent} from '../../record/options'
import {readPack} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {aboutFields, aboutName, splitSubject, withSubject} from './about'
import {exceptionStates, listExceptions} from './records'

type Exception = Schemas['RuleException']

async function requestForm(): Promise<FormSpec> {
  const {rules} = await readPack()
  return {id: 'rule_exception', schema: 'RequestException', pages: [{key: 'exception', title: {zh: '申请例外', en: 'Ask for an exception'}, fields: [
    {key: 'rule', label: {zh: '规则', en: 'Rule'}, kind: 'choice', options: () => rules.map((rule) => ({value: rule.id, label: `${rule.id} ${rule.article} ${words(rule)}`}))},
    ...aboutFields(),
    {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'},
    {key: 'document', label: {zh: '佐证材料', en: 'Document'}, kind: 'document', documentKind: 'exception_request'},
  ]}]}
}

const decideForm: FormSpec = {id: 'decide_exception', schema: 'DecideException', pages: [{key: 'decide', title: {zh: '决定', en: 'Decide'}, fields: [
  {key: 'approve', label: {zh: '是否批准', en: 'Approve'}, kind: 'choice', options: () => [{value: true, label: words({zh: '批准', en: 'Approve'})}, {value: false, label: words({zh: '不予批准', en: 'Refuse'})}]},
  {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'},
]}]}

export default defineSubject<Exception>({
  kind: 'rule_exception', name: {zh: '规则例外', en: 'Exception'}, states: exceptionStates, list: listExceptions,
  get: (id) => ask(api.GET('/api/v1/rule-exceptions/{id}', {params: {path: {id}}})),
  title: (row) => `${row.rule} ${aboutName(row.subject)}`,
  empty: {zh: '没有您可以查看的例外', en: 'There is no exception that you may see'},
  columns: [{key: 'reason', title: () => words({zh: '理由', en: 'Reason'}), value: (row) => row.reason}],
  facts: (row) => [
    {label: {zh: '规则', en: 'Rule'}, value: row.rule, as: 'code'},
    {label: {zh: '针对的记录', en: 'About'}, value: splitSubject(row.subject).id, as: 'record', kind: splitSubject(row.subject).kind},
    {label: {zh: '理由', en: 'Reason'}, value: row.reason, as: 'long'},
    {label: {zh: '佐证材料', en: 'Document'}, value: row.document, as: 'document'},
    {label: {zh: '申请人', en: 'Asked by'}, value: row.requested_by, as: 'person'},
    {label: {zh: '决定人', en: 'Decided by'}, value: row.decided_by, as: 'person'},
    {label: {zh: '决定理由', en: 'Why'}, value: row.decision_reason, as: 'long'},
  ],
  acts: [{operation: 'decideException', label: {zh: '决定是否批准', en: 'Decide'}, when: (row) => row.status === 'requested', form: () => decideForm, send: (row, body) => ask(api.POST('/api/v1/rule-exceptions/{id}/decision', {...asSeen(row), body: body as Schemas['DecideException']}))}],
  create: {operation: 'requestException', label: {zh: '申请例外', en: 'Ask for an exception'}, form: requestForm, send: (body) => ask(api.POST('/api/v1/rule-exceptions', {body: sent<Schemas['RequestException']>(withSubject(body))}))},
})
