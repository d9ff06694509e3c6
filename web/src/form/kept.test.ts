import {beforeEach, describe, expect, it, vi} from 'vitest'
import {forgetUnsent, keepDraft, keepFor, keepQuery, readDraft, readQuery} from './kept'

const [mine, hers] = ['scenario.per-1.new', 'scenario.per-2.new']

beforeEach(() => {
  vi.useRealTimers()
  localStorage.clear()
  sessionStorage.clear()
  keepFor('per-1')
})

describe('what is kept in the browser', () => {
  it('is the writer’s, and goes with signing out unless it was to stay', () => {
    keepDraft(mine, {title: 'a'}, false)
    keepDraft('plan.per-1.new', {title: 'b'}, true)
    keepQuery('wsp-1', "SELECT 1 WHERE id = '410102'")
    localStorage.setItem('gongshu.preference', '{}')
    keepFor(undefined)
    forgetUnsent('per-1')
    expect(Object.keys(localStorage).sort()).toEqual(['gongshu.draft.plan.per-1.new', 'gongshu.preference'])
    expect(Object.keys(sessionStorage)).toEqual([])
  })
  it('is not shown to the next person, and goes when that person signs in', () => {
    keepDraft(mine, {title: 'a'}, false)
    keepQuery('wsp-1', 'SELECT 1')
    keepFor('per-2')
    expect(readQuery('wsp-1')).toBe('')
    expect(readDraft(mine)).toBeUndefined()
    expect(Object.keys(sessionStorage)).toEqual([])
  })
  it('outlasts a session that ran out', () => {
    keepDraft(mine, {title: 'a'}, false)
    keepQuery('wsp-1', 'SELECT 1')
    keepFor(undefined)
    keepFor('per-1')
    expect(readDraft(mine)?.values).toEqual({title: 'a'})
    expect(readQuery('wsp-1')).toBe('SELECT 1')
  })
  it('is not written for anybody but the one who is signed in', () => {
    expect(keepDraft(hers, {title: 'a'}, false)).toBe(false)
    keepFor(undefined)
    expect(keepDraft(mine, {title: 'a'}, true)).toBe(false)
    expect(Object.keys(localStorage)).toEqual([])
  })
  it('expires after 30 days, even what was to stay', () => {
    keepDraft(mine, {title: 'a'}, true)
    vi.useFakeTimers({now: Date.now() + 29 * 86_400_000})
    expect(readDraft(mine)).toBeDefined()
    vi.setSystemTime(Date.now() + 2 * 86_400_000)
    expect(readDraft(mine)).toBeUndefined()
    keepFor('per-1')
    expect(Object.keys(localStorage)).toEqual([])
  })
})
