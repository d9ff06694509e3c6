import {afterEach, describe, expect, it} from 'vitest'
import {mayOpen, oversees, session} from './session'

const as = (...roles: string[]): void => { session.actor = {person: 'per-1', org: 'org-1', account: 'a', roles, duties: []} as unknown as typeof session.actor }
afterEach(() => { session.actor = undefined })

describe('who oversees others', () => {
  it.each([[['operator']], [['application_developer', 'data_provider']], [['expert_panel']]])('not %j', (roles) => {
    as(...roles)
    expect(oversees()).toBe(false)
    expect(mayOpen({overseer: true})).toBe(false)
  })
  it.each([[['operator', 'cyberspace']], [['competent_authority']], [['government']]])('%j', (roles) => {
    as(...roles)
    expect(mayOpen({overseer: true})).toBe(true)
  })
  it('is nobody without a session', () => expect(mayOpen({overseer: true})).toBe(false))
})
