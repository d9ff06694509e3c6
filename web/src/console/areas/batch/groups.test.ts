import {beforeEach, describe, expect, it} from 'vitest'
import {defineSubject, type Rec, type Subject} from '../../record/subject'
import {session} from '../../session'
import {commonActs, groupsOf, type Todo} from './groups'

const todo = (kind: string, id: string, step: string): Todo => ({kind, id, step, role: step.startsWith('review.') ? step.slice(7) : undefined}) as Todo

describe('groups of to-dos', () => {
  it('are of one kind, step and role, and of more than one record', () => {
    const rows = [todo('scenario', 'a', 'review.agency'), todo('scenario', 'b', 'review.agency'), todo('scenario', 'b', 'review.agency'), todo('scenario', 'c', 'review.authority'), todo('odd', 'd', 'x'), todo('odd', 'e', 'x')]
    expect(groupsOf(rows, (kind) => kind !== 'odd').map((group) => [group.key, group.todos.length])).toEqual([['scenario/review.agency/agency', 2]])
  })
})

interface Row extends Rec {
  review?: unknown
}

describe('what can be done with several records', () => {
  const sent: string[] = []
  const subject = defineSubject<Row>({
    kind: 'scenario', name: {zh: '', en: ''}, states: {}, list: async () => [], get: async (id) => ({id, version: 1, status: 'open'}), title: (row) => row.id, columns: [], facts: () => [],
    review: {operation: 'reviewScenario', of: (row) => row.review, send: async (row) => { sent.push(row.id) }},
    acts: [
      {operation: 'submitScenario', label: {zh: '提交', en: ''}, when: (row) => row.status === 'open', send: async (row) => { sent.push(`submit ${row.id}`) }},
      {operation: 'getDocumentContent', label: {zh: '下载', en: ''}, send: async () => {}},
      {operation: 'reviseScenario', label: {zh: '修改', en: ''}, form: () => ({id: 'x', pages: []}), send: async () => {}},
    ],
  }) as unknown as Subject<Rec>
  const step = (more = {}) => ({stage: 0, role: 'agency', optional: false, covers: [], attachments: [], status: 'open', ...more})
  const record = (id: string, more: object = {}, applicants: string[] = []): Rec => ({id, version: 1, status: 'open', review: {steps: [step(more)], applicants, tell: []}}) as unknown as Rec
  beforeEach(() => {
    sent.length = 0
    session.actor = {person: 'per-1', name: '', org: 'org-1', org_name: '', roles: ['agency'], duties: [], oversees: true}
    session.start = {roles: [{role: 'agency', name: {zh: '', en: ''}, can_do: ['submitScenario']}]} as never
  })

  it('is an opinion, and acts without fields that all of them allow', async () => {
    const acts = commonActs(subject, [record('a'), record('b')], {step: 'review.agency', role: 'agency'})
    expect(acts.map((act) => act.label.zh)).toEqual(['出具审核意见', '提交'])
    await acts[0]!.send(record('a'), {verdict: 'pass'})
    await acts[1]!.send(record('b'), {})
    expect(sent).toEqual(['a', 'submit b'])
  })
  it('is no opinion where one of them wants attachments, a declaration, or was written by this person', () => {
    const none = (other: Rec) => expect(commonActs(subject, [record('a'), other], {step: 'review.agency', role: 'agency'}).map((act) => act.label.zh)).toEqual(['提交'])
    none(record('b', {attachments: ['note']}))
    none(record('b', {declares_conflict: true}))
    none(record('b', {}, ['per-1']))
  })
  it('is nothing that one of them does not allow', () => {
    expect(commonActs(subject, [record('a'), {...record('b'), status: 'closed'}], {step: 'x', role: ''})).toEqual([])
  })
})
