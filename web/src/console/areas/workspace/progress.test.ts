import {expect, it} from 'vitest'
import {begun, share, spent} from './progress'

it('knows how much is loaded, and of no other part how much is left', () => {
  expect(share({phase: 'loading', rows_loaded: 250, rows_total: 1000})).toBe(25)
  expect(share({phase: 'loading', rows_loaded: 1001, rows_total: 1000})).toBe(100)
  expect(share({phase: 'loading'})).toBeUndefined()
  expect(share({phase: 'computing', rows_loaded: 1000, rows_total: 1000})).toBeUndefined()
  expect(share(undefined)).toBeUndefined()
})

it('knows which phases are behind, and how long they took where the node says so', () => {
  const told = {phase: 'computing' as const, phases: [{phase: 'preparing' as const, since: 1000}, {phase: 'loading' as const, since: 1400}, {phase: 'computing' as const, since: 8400}]}
  expect([begun(told, 'loading'), begun(told, 'computing'), begun(told, 'sealing')]).toEqual([true, true, false])
  expect([spent(told, 'preparing'), spent(told, 'loading'), spent(told, 'computing'), spent(told, 'sealing')]).toEqual([0, 7, undefined, undefined])
  expect(begun({phase: 'sealing'}, 'loading')).toBe(true)
  expect(spent({phase: 'sealing'}, 'loading')).toBeUndefined()
})
