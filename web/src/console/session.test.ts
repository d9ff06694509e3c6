import {afterEach, expect, it} from 'vitest'
import {mayOpen, oversees, session} from './session'

const as = (role: string, does: boolean): void => { session.actor = {person: 'per-1', org: 'org-1', name: '', org_name: '', roles: [role], duties: [], oversees: does} }
afterEach(() => { session.actor = undefined })

it('opens the pages of overseers to whoever the node says oversees', () => {
  as('operator', false)
  expect([oversees(), mayOpen({overseer: true})]).toEqual([false, false])
  as('government', true)
  expect([oversees(), mayOpen({overseer: true})]).toEqual([true, true])
})

it('is nobody without a session', () => expect([oversees(), mayOpen({overseer: true})]).toEqual([false, false]))
