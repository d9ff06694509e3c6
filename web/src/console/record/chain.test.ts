import {describe, expect, it} from 'vitest'
import {chainOfDef} from './chain'
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
  it('carries its notes in the reason', () => {
    expect(withNotes({verdict: 'send_back', reason: '须补正', _notes: [{about: 'demand', note: '逐列说明'}, {about: 'demand'}]}, [{value: 'demand', label: '数据需求'}]))
      .toEqual({verdict: 'send_back', reason: '须补正\n【数据需求】逐列说明'})
    expect(withNotes({verdict: 'pass', _notes: []}, [])).toEqual({verdict: 'pass'})
  })
})
