import {describe, expect, it} from 'vitest'
import {chainOfDef, comingOf, termOf} from './chain'
import {barredBy, openParts, opinionForm, stagesOf, withNotes} from './opinion'
import type {Chain, ChainStep} from './subject'

const step = (role: string, more: Partial<ChainStep> = {}): ChainStep => ({stage: 0, role, optional: false, covers: [], attachments: [], status: 'open', ...more})
const chain = (steps: ChainStep[], more: Partial<Chain> = {}): Chain => ({chain: 'c', rule: '', article: '', applicants: [], steps, tell: [], ...more})

describe('a chain as the pack defines it', () => {
  it('has one part for each person of a panel, stage by stage', () => {
    const {steps} = chainOfDef({steps: [{parallel: [{role: 'operator'}]}, {parallel: [{role: 'expert_panel', people: 3, quorum: 2}, {role: 'sector_authority'}], blind: true}]}, [])
    expect(stagesOf({steps}).map((stage) => stage.map((one) => one.role))).toEqual([['operator'], ['expert_panel', 'expert_panel', 'expert_panel', 'sector_authority']])
    expect(steps[1]).toMatchObject({stage: 1, quorum: 2, blind: true, status: 'waiting'})
  })
  it('says how long each part has', () => {
    expect(chainOfDef({steps: [{parallel: [{role: 'operator', due: '10 working_days'}]}]}, []).steps[0]!.within).toEqual({zh: '10 个工作日', en: '10 working days'})
    expect(termOf('soon').zh).toBe('soon')
  })
})

describe('a chain as the node tells it', () => {
  it('has its rules, its parts with their terms, and the gates before it by name', () => {
    const rule = {id: 'R-1', article: '第十五条', level: 'must' as const, zh: '', en: ''}
    const coming = comingOf({
      point: 'scenario.review', title: {zh: '', en: ''}, kind: 'scenario', operation: 'submitScenario', rules: [rule], by_default: false,
      chain: {name: 'c', applicant: 'operator', tell: ['government'], stages: [{blind: false, steps: [{role: 'implementing_agency', covers: ['need'], attachments: [], optional: false, people: 1, declares_conflict: false, within: {amount: 7, unit: 'working_days', text: {zh: '7 个工作日', en: '7 working days'}}}]}]},
      gates: [{before: 'submitScenario', procedure: 'assessment', states: ['passed'], barred: false, rule}],
    }, {assessment: {zh: '平台评估', en: 'Assessment'}, passed: {zh: '已通过', en: 'Passed'}})
    expect(coming.rules).toEqual([{rule: 'R-1', article: '第十五条'}])
    expect(coming.steps[0]).toMatchObject({role: 'implementing_agency', within: {zh: '7 个工作日'}, status: 'waiting'})
    expect(coming.gates[0]).toMatchObject({procedure: {zh: '平台评估'}, states: [{zh: '已通过'}], rule: 'R-1'})
  })
})

describe('who may give an opinion', () => {
  it('takes the seats of a panel as one part, of open steps and own roles only', () => {
    const parts = openParts(chain([step('expert'), step('expert', {attachments: ['vote']}), step('sector', {status: 'waiting'}), step('authority')]), ['expert', 'sector'])
    expect(parts).toEqual([{role: 'expert', attachments: ['vote'], declares: false}])
  })
  it('says why somebody is barred', () => {
    const opinion = {person: 'per-3', org: '', verdict: 'pass', reason: '', basis: '', attachments: {}, time: 0}
    const run = chain([step('expert', {opinion})], {applicants: ['per-1'], recused: ['per-2']})
    expect(['per-1', 'per-2', 'per-3', 'per-4'].map((person) => barredBy(run, person))).toEqual(['own', 'recused', 'given', undefined])
  })
})

describe('an opinion', () => {
  it('asks for the declaration only where the step does, and not of somebody who stands aside', () => {
    const declared = opinionForm([{role: 'expert', attachments: [], declares: true}], []).pages[0]!.fields.find((field) => field.key === 'no_conflict')!
    expect(declared.when!({role: 'expert', verdict: 'pass'}, {})).toBe(true)
    expect(declared.when!({role: 'expert', verdict: 'recuse'}, {})).toBe(false)
    expect(declared.when!({role: 'operator', verdict: 'pass'}, {})).toBe(false)
  })
  it('carries the notes that say something, each with its place', () => {
    expect(withNotes({verdict: 'send_back', reason: '须补正', notes: [{at: '/content/items/target', text: '逐列说明'}, {at: '/content/items/target'}]}))
      .toEqual({verdict: 'send_back', reason: '须补正', notes: [{at: '/content/items/target', text: '逐列说明'}]})
    expect(withNotes({verdict: 'pass', notes: []})).toEqual({verdict: 'pass'})
  })
})
