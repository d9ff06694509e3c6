import {afterEach, describe, expect, it} from 'vitest'
import {session} from '../../session'
import {matterState} from './records'
import {actsFor, labelOf, openingActs, procedures, type ActDef, type Matter, type Procedure} from './procedures'

const act = (name: string, by: string[], from: string[]): ActDef => ({name, zh: name, en: name, by, from, from_any: false, items: [], evidence: [], distinct: [], rules: []})
const procedure = {
  id: 'complaint', title: {zh: '投诉', en: 'Complaint'}, about: 'none', rules: [], labels: {against: {zh: '被投诉单位', en: 'body complained of'}},
  definition: {id: 'complaint', zh: '', en: '', about: 'none', ends: ['closed'], drafts: {}, acts: [
    act('complain', ['anyone'], []), act('answer', ['item:against'], ['complained']), act('rule', ['competent_authority'], ['complained']), act('comment', ['about'], ['complained']), act('withdraw', ['opener'], ['complained']),
  ]},
} satisfies Procedure
const matter = {
  id: 'mat-1', procedure: 'complaint', status: 'complained', org: 'org-opener', about_org: 'org-about',
  done: [{act: 'complain', items: {against: 'org-first'}}, {act: 'correct', items: {against: 'org-named'}}, {act: 'note', items: {}}],
} as unknown as Matter

const names = (org: string, ...roles: string[]): string[] => {
  procedures.value = [procedure]
  session.actor = {person: 'per-1', org, roles, duties: []} as unknown as typeof session.actor
  return actsFor(matter).map(({name}) => name)
}
afterEach(() => {
  session.actor = undefined
  procedures.value = undefined
})

describe('who may take an act of a matter', () => {
  it('is the organisation that the matter named last in the item', () => {
    expect(names('org-named')).toEqual(['answer'])
    expect(names('org-first')).toEqual([])
    expect(names('', 'operator')).toEqual([])
  })
  it('is whoever opened it, whom it concerns, and who has the role', () => {
    expect(names('org-opener')).toEqual(['withdraw'])
    expect(names('org-about')).toEqual(['comment'])
    expect(names('org-authority', 'competent_authority')).toEqual(['rule'])
  })
  it('ends in no colour: what passed and what was refused look alike', () => {
    procedures.value = [procedure]
    expect(matterState({...matter, status: 'closed'}).tone).toBe('quiet')
    expect(matterState(matter).tone).toBe('active')
  })
  it('is called by the name of the item', () => {
    procedures.value = [procedure]
    expect(labelOf('complaint', 'item:against').zh).toBe('被投诉单位')
    expect(openingActs(procedure).map(({name}) => name)).toEqual(['complain'])
  })
})
