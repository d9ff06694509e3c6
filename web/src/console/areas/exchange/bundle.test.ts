import {describe, expect, it} from 'vitest'
import {bundles, envelopeOf, readLines} from './bundle'

describe('a file of the peer', () => {
  it('holds a message a line', () => {
    expect(readLines('{"a": 1}\n{"a": 2}\n')).toEqual([{a: 1}, {a: 2}])
  })

  it('ends before a last line that was cut', () => {
    expect(readLines('{"a": 1}\n{"a": 2}')).toEqual([{a: 1}, {a: 2}])
    expect(readLines('{"a": 1}\n{"a": ')).toEqual([{a: 1}])
  })

  it('names the line that is no message', () => {
    expect(() => readLines('{"a": 1}\n{"a": \n{"a": 3}\n')).toThrow('2')
  })

  it('goes to the node in calls of at most 200 messages', () => {
    expect(bundles(Array.from({length: 401}, (_, n) => n)).map((one) => one.length)).toEqual([200, 200, 1])
    expect(bundles([])).toEqual([])
  })
})

it('reads the payload of a signed text, and nothing of any other', () => {
  expect(envelopeOf('{"payload": {"person": "per-1"}}')?.payload.person).toBe('per-1')
  expect(envelopeOf('{"payload": 1}')).toBeUndefined()
  expect(envelopeOf('no')).toBeUndefined()
})
