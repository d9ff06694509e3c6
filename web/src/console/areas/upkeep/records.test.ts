import {expect, it} from 'vitest'
import {sizeText} from './records'

it.each([[0, '0 B'], [1023, '1023 B'], [1024, '1.0 KiB'], [157_286_400, '150 MiB'], [5_368_709_120, '5.0 GiB'], [undefined, '']])('%s bytes', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
