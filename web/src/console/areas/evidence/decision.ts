import {api, ask, asSeen, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {sent} from '../../record/options'
import {nameOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import {aboutFields, aboutName, splitSubject, withSubject} from './about'
import {decisionFields, decisionNames, outcomeNames, type DecisionKind} from './decisions'
import {decisionStates, listDecisions} from './records'

type Decision = Schemas['OutsideDecision']
const kindOf = (row: Decision): string => words(decisionNames[row.decision_kind as DecisionKind]) || row.decision_kind

export default defineSubject<Decision>({
  kind: 'outside_decision', name: {zh: '平台外决定', en: 'Decision taken outside'}, states: decisionStates, list: listDecisions,
  get: (id) => ask(api.GET('/api/v1/outside-decisions/{id}', {params: {path: {id}}})),
  title: (row) => `${kindOf(row)} ${row.number}`,
  empty: {zh: '没有您可以查看的平台外决定', en: 'There is no decision that you may see'},
  note: {zh: '一人录入、另一人对照文件核对确认，方可作为办理依据。', en: 'One person enters it, another confirms it against the document; then it can be relied on.'},
  columns: [
    {key: 'kind', title: () => words({zh: '决定种类', en: 'Kind'}), value: kindOf, facet: true},
    {key: 'subject', title: () => words({zh: '针对的记录', en: 'About'}), value: (row) => aboutName(row.subject)},
    {key: 'decided_on', title: () => words({zh: '决定日期', en: 'Decided on'}), value: (row) => row.decided_on},
    {key: 'org', title: () => words({zh: '录入单位', en: 'Entered by'}), value: (row) => nameOf(row.org)},
  ],
  facts: (row) => [
    {label: {zh: '决定种类', en: 'Kind'}, value: kindOf(row)},
    {label: {zh: '结论', en: 'Outcome'}, value: words(outcomeNames[row.outcome])},
    {label: {zh: '文号', en: 'Number'}, value: row.number},
    {label: {zh: '决定日期', en: 'Decided on'}, value: row.decided_on, as: 'date'},
    {label: {zh: '针对的记录', en: 'About'}, value: splitSubject(row.subject).id, as: 'record', kind: splitSubject(row.subject).kind},
    {label: {zh: '决定文件', en: 'Document'}, value: row.document, as: 'document'},
    {label: {zh: '录入人', en: 'Entered by'}, value: row.entered_by, as: 'person'},
    {label: {zh: '核对人', en: 'Confirmed by'}, value: row.confirmed_by, as: 'person'},
    {label: {zh: '不符原因', en: 'Why rejected'}, value: row.reject_reason},
  ],
  acts: [
    {operation: 'confirmOutsideDecision', label: {zh: '核对确认', en: 'Confirm'}, when: (row) => row.status === 'entered', text: {zh: '确认录入的文号、日期和结论与文件一致。录入人不得自行确认。', en: 'Number, date and outcome agree with the document. Whoever entered it cannot confirm it.'}, send: (row) => ask(api.POST('/api/v1/outside-decisions/{id}/confirm', asSeen(row)))},
    {operation: 'rejectOutsideDecision', label: {zh: '核对不符，退回', en: 'Reject'}, when: (row) => row.status === 'entered', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/outside-decisions/{id}/reject', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {
    operation: 'enterOutsideDecision', label: {zh: '录入平台外决定', en: 'Enter a decision'},
    form: () => ({id: 'outside_decision', schema: 'EnterOutsideDecision', pages: [{key: 'decision', title: {zh: '决定', en: 'The decision'}, fields: [
      {key: 'decision_kind', label: {zh: '决定种类', en: 'Kind'}, kind: 'choice', names: decisionNames},
      ...aboutFields(),
      ...decisionFields,
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/outside-decisions', {body: sent<Schemas['EnterOutsideDecision']>(withSubject(body))})),
  },
})
