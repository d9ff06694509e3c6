import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {Field, FormPage, FormSpec, Values} from '@/form/spec'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {decisionOptions, recordOptions} from '../../record/options'
import {itemGroup} from '../../record/pack'
import {defineSubject} from '../../record/subject'
import {enterDecision} from '../evidence/decisions'
import AmendmentPanel from './AmendmentPanel.vue'
import {filingFacts, filingForm, openFilings} from './filing'
import {agreementStates, agreementTitle, listAgreements} from './records'

type Agreement = Schemas['Agreement']
type Draft = Schemas['DraftAgreement']

async function pages(): Promise<FormPage[]> {
  return [
    {key: 'basic', title: {zh: '双方与期限', en: 'Parties and term'}, fields: [
      {key: 'plan', label: {zh: '所依据的实施方案', en: 'Plan'}, kind: 'choice', options: () => recordOptions('operation_plan', ['approved'])},
      {key: 'operator_id', label: {zh: '运营主体', en: 'Operator'}, kind: 'choice', options: () => recordOptions('operator', ['admitted'])},
      {key: 'starts', label: {zh: '起始日期', en: 'Starts'}, kind: 'date'},
      {key: 'ends', label: {zh: '终止日期', en: 'Ends'}, kind: 'date'},
      {key: 'resources', label: {zh: '授权的数据资源', en: 'Resources'}, kind: 'choices', options: () => recordOptions('catalog_entry', ['approved'])},
      {key: 'exception', label: {zh: '期限例外', en: 'Exception to the term cap'}, kind: 'choice', options: () => recordOptions('rule_exception', ['approved']), help: {zh: '超过规定的最长期限时，须有已批准的例外。', en: 'Needed where the term exceeds the cap.'}},
      {key: 'renews', label: {zh: '所续的协议', en: 'Renews'}, kind: 'choice', options: () => recordOptions('agreement', ['in_force', 'expired'])},
    ]},
    {key: 'items', title: {zh: '协议必备内容', en: 'Required items'}, fields: [await itemGroup({zh: '必备内容', en: 'Items'}, 'agreement.required_items')]},
  ]
}

const draftForm = async (): Promise<FormSpec> => ({id: 'agreement', schema: 'DraftAgreement', pages: await pages()})

/** The amended text lies below `content`; the reason stands before it. */
async function amendForm(): Promise<FormSpec> {
  const reason: Field = {key: 'reason', label: {zh: '变更理由', en: 'Reason'}, kind: 'long'}
  const content: Field = {key: 'content', label: {zh: '变更后的协议', en: 'The agreement as amended'}, kind: 'group', fields: (await pages()).flatMap((page) => page.fields)}
  return {id: 'amendment', schema: 'ProposeAmendment', pages: [{key: 'amendment', title: {zh: '提出变更', en: 'Propose an amendment'}, fields: [reason, content]}]}
}

const decisionForm = (row: Agreement): FormSpec => ({id: 'decide_agreement', schema: 'ByDecision', pages: [{key: 'decision', title: {zh: '集体决策', en: 'Collective decision'}, fields: [
  {key: 'decision', label: {zh: '已确认的集体决策', en: 'Confirmed decision'}, kind: 'choice', options: () => decisionOptions(`agreement/${row.id}`)},
]}]})
const renewalForm: FormSpec = {id: 'renewal', schema: 'ApplyForRenewal', pages: [{key: 'renewal', title: {zh: '申请续期', en: 'Apply for renewal'}, fields: [{key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'}]}]}
export default defineSubject<Agreement>({
  kind: 'agreement', name: {zh: '运营协议', en: 'Operation agreement'}, states: agreementStates, list: listAgreements,
  get: (id) => ask(api.GET('/api/v1/agreements/{id}', {params: {path: {id}}})),
  title: agreementTitle,
  empty: {zh: '没有您可以查看的运营协议', en: 'There is no agreement that you may see'},
  columns: [
    {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'ends', title: () => words({zh: '终止日期', en: 'Ends'}), value: (row) => row.content.ends},
  ],
  facts: (row) => [
    {label: {zh: '实施机构', en: 'Agency'}, value: row.agency, as: 'org'},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '准入记录', en: 'Admission'}, value: row.content.operator_id, as: 'record', kind: 'operator'},
    {label: {zh: '实施方案', en: 'Plan'}, value: row.content.plan, as: 'record', kind: 'operation_plan'},
    {label: {zh: '起始日期', en: 'Starts'}, value: row.content.starts, as: 'date'},
    {label: {zh: '终止日期', en: 'Ends'}, value: row.content.ends, as: 'date'},
    {label: {zh: '数据资源', en: 'Resources'}, value: row.content.resources, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '期限例外', en: 'Exception'}, value: row.content.exception, as: 'record', kind: 'rule_exception'},
    {label: {zh: '所续的协议', en: 'Renews'}, value: row.content.renews, as: 'record', kind: 'agreement'},
    {label: {zh: '集体决策', en: 'Decision'}, value: row.decision, as: 'decision'},
    {label: {zh: '已失效的决策', en: 'Earlier decisions'}, value: row.past_decisions, as: 'decision'},
    {label: {zh: '已签署', en: 'Signed'}, value: row.signatures.map((one) => `${nameOf(one.org)}（${nameOf(one.person)}）`)},
    {label: {zh: '生效时间', en: 'In force since'}, value: row.in_force_since, as: 'time'},
    {label: {zh: '续期申请', en: 'Renewal'}, value: row.renewal?.reason, as: 'long'},
    ...filingFacts(row.filings),
  ],
  items: (row) => [{title: {zh: '协议必备内容', en: 'Required items'}, point: 'agreement.required_items', values: row.content.items}],
  content: (row) => row.content,
  extra: AmendmentPanel,
  acts: [
    {operation: 'reviseAgreement', label: {zh: '修改草案', en: 'Revise'}, when: (row) => row.status === 'draft' || row.status === 'decided', text: {zh: '已决策的草案修改后须重新决策。', en: 'A draft that was decided has to be decided again.'}, form: draftForm, initial: (row) => structuredClone(row.content) as unknown as Values, send: (row, body) => ask(api.PUT('/api/v1/agreements/{id}', {...asSeen(row), body: body as unknown as Draft}))},
    enterDecision('agreement', 'major_decision', (row) => row.status === 'draft' || Boolean(row.amendment && !row.amendment.decision)),
    {operation: 'decideAgreement', label: {zh: '经集体决策通过', en: 'Pass by the decision'}, when: (row) => row.status === 'draft', form: decisionForm, send: (row, body) => ask(api.POST('/api/v1/agreements/{id}/decision', {...asSeen(row), body: body as Schemas['ByDecision']}))},
    {operation: 'signAgreement', label: {zh: '签署协议', en: 'Sign'}, when: (row) => row.status === 'decided', text: {zh: '以本人身份代表所在单位签署；双方签署后协议生效。', en: 'You sign for your organisation; with both signatures the agreement is in force.'}, send: (row) => ask(api.POST('/api/v1/agreements/{id}/signatures', asSeen(row)))},
    {operation: 'recordAgreementFiling', label: {zh: '记录备案', en: 'Record a filing'}, when: (row) => openFilings(row.filings).length > 0, form: (row) => filingForm(row.filings), send: (row, body) => ask(api.POST('/api/v1/agreements/{id}/filings', {...asSeen(row), body: body as Schemas['RecordFiling']}))},
    {operation: 'applyForRenewal', label: {zh: '申请续期', en: 'Apply for renewal'}, when: (row) => (row.status === 'in_force' || row.status === 'expired') && !row.renewal, form: () => renewalForm, send: (row, body) => ask(api.POST('/api/v1/agreements/{id}/renewal', {...asSeen(row), body: body as Schemas['ApplyForRenewal']}))},
    {operation: 'proposeAmendment', label: {zh: '提出变更', en: 'Propose an amendment'}, when: (row) => row.status === 'in_force' && !row.amendment, form: amendForm, initial: (row) => ({content: structuredClone(row.content) as unknown as Values}), send: (row, body) => ask(api.POST('/api/v1/agreements/{id}/amendment', {...asSeen(row), body: body as unknown as Schemas['ProposeAmendment']}))},
    {operation: 'decideAmendment', label: {zh: '变更经集体决策', en: 'Decide the amendment'}, when: (row) => Boolean(row.amendment && !row.amendment.decision), form: decisionForm, send: (row, body) => ask(api.POST('/api/v1/agreements/{id}/amendment/decision', {...asSeen(row), body: body as Schemas['ByDecision']}))},
    {operation: 'signAmendment', label: {zh: '签署变更', en: 'Sign the amendment'}, when: (row) => Boolean(row.amendment?.decision), send: (row) => ask(api.POST('/api/v1/agreements/{id}/amendment/signatures', asSeen(row)))},
  ],
  create: {operation: 'draftAgreement', label: {zh: '拟订运营协议', en: 'Draft an agreement'}, form: draftForm, send: (body) => ask(api.POST('/api/v1/agreements', {body: body as unknown as Draft}))},
})
