import {describe, expect, it} from 'vitest'
import {kindsOf} from './overview'

describe('what the home page counts', () => {
  it('follows the roles in their order, each kind once, and has something for a role of another pack', () => {
    expect(kindsOf(['operator', 'data_provider'], ['staff'])[0]).toBe('scenario')
    expect(new Set(kindsOf(['operator', 'data_provider'], [])).size).toBe(kindsOf(['operator', 'data_provider'], []).length)
    expect(kindsOf(['role_of_another_pack'], [])).toContain('matter')
  })

  it('puts what administrators keep first', () => {
    expect(kindsOf(['competent_authority'], ['system_admin'])[0]).toBe('organisation')
  })
})
