import {expect, it} from 'vitest'
import shipped from 'virtual:roles'
import {recordKind} from '@/console/gather'
import {roleHomes} from './roles'

/** The node acts by itself; nobody signs in as it. */
const nobody = ['node']
const roles = [...new Set(Object.values(shipped).flatMap((named) => Object.keys(named)))].filter((role) => !nobody.includes(role))

it('knows the roles of the packs', () => expect(roles).toContain('expert_panel'))

it.each(roles)('%s has something to do first and something to look at', (role) => {
  expect(roleHomes[role]?.first.zh).toBeTruthy()
  expect(roleHomes[role]?.first.en).toBeTruthy()
  expect(roleHomes[role]?.concerns.length).toBeGreaterThan(0)
})

it('names only kinds of record that there are, and roles of a pack', () => {
  expect([...new Set(Object.values(roleHomes).flatMap(({concerns}) => concerns))].filter((kind) => !recordKind(kind))).toEqual([])
  expect(Object.keys(roleHomes).filter((role) => !roles.includes(role))).toEqual([])
})
