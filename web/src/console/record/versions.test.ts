import {describe, expect, it} from 'vitest'
import type {LedgerEntry} from '../ledger'
import {comparedWith} from './history'
import {contents, submissions} from './versions'

const entry = (seq: number, type: string, content?: unknown): LedgerEntry => ({seq, time: '', actor: 'per-1', org: '', stream: '', type, rules: [], data: content === undefined ? {} : {content}})
const story = [entry(1, 'scenario.drafted', {a: 1}), entry(2, 'scenario.submitted'), entry(3, 'scenario.returned'), entry(4, 'scenario.revised', {a: 2}), entry(5, 'scenario.submitted', {a: 2})]

describe('what a record said when', () => {
  it('is each wording once, in order', () => {
    expect(contents(story).map(({number, seq, content}) => [number, seq, content])).toEqual([[1, 1, {a: 1}], [2, 4, {a: 2}]])
  })
  it('is what was handed in at each submission', () => {
    expect(submissions(story).map(({seq, content}) => [seq, content])).toEqual([[2, {a: 1}], [5, {a: 2}]])
  })
  it('is compared with the submission before while the last is being decided, and with the last one while it is written', () => {
    expect(comparedWith(submissions(story), {a: 2})?.seq).toBe(2)
    expect(comparedWith(submissions(story), {a: 3})?.seq).toBe(5)
    expect(comparedWith(submissions(story.slice(0, 2)), {a: 1})).toBeUndefined()
  })
})
