import {afterEach, beforeEach, expect, it} from 'vitest'
import {forget, session} from '../../session'
import {basket, basketDemand, isPicked, pick} from './basket'

const as = (person: string): void => { session.actor = {person, org: 'org-1', roles: [], duties: []} as unknown as typeof session.actor }
beforeEach(() => localStorage.clear())
afterEach(forget)

it('is the one of the person who is signed in', () => {
  as('per-1')
  pick('res-1', 'county_code')
  expect(isPicked('res-1', 'county_code')).toBe(true)
  forget()
  expect(basket.items).toEqual([])
  as('per-2')
  expect(basketDemand()).toEqual({})
  pick('res-2', 'age')
  as('per-1')
  expect(basket.items).toEqual([{resource: 'res-1', columns: ['county_code']}])
})
