import {describe, expect, it} from 'vitest'
import {columnsOf, readCsv} from './csv'

describe('the columns of a CSV file', () => {
  it('reads quotes, commas and line ends in cells', () => {
    expect(readCsv('name,note\r\n"a ""b"", c","x\ny"\n')).toEqual([['name', 'note'], ['a "b", c', 'x\ny']])
  })
  it('takes the narrowest type that fits each cell seen', () => {
    expect(columnsOf(readCsv('district,visitors,share,day,open,empty\n金水区,120,0.5,2026-01-02,true,\n二七区,80,1,2026-01-03,false,\n'))).toEqual([
      {name: 'district', type: 'text'}, {name: 'visitors', type: 'integer'}, {name: 'share', type: 'decimal'}, {name: 'day', type: 'date'}, {name: 'open', type: 'boolean'}, {name: 'empty', type: 'text'}])
  })
  it('keeps a number too long for an integer as a decimal, and reads no more lines than asked', () => {
    expect(columnsOf([['n'], ['1234567890123456789']])[0]!.type).toBe('decimal')
    expect(readCsv('a\n1\n2\n3\n', 2)).toHaveLength(2)
  })
})
