import {describe, expect, it} from 'vitest'
import {candidate, clauseAt, faultAt, spanAt} from './sql'

const tables = [{name: 'residents', resource: 'cat-1', supplied: true, protected: true, columns: [
  {name: 'id_number', type: 'text', uses: ['aggregate'], identity: true},
  {name: 'county_code', type: 'text', uses: ['filter', 'group'], identity: false},
  {name: 'sex', type: 'text', uses: ['group'], identity: false},
]}]

describe('places', () => {
  it('finds the word at a line and a column', () => {
    const sql = 'SELECT nme\nFROM residents'
    expect(spanAt(sql, 'line 1 column 8')).toEqual({from: 7, to: 10})
    expect(spanAt(sql, 'line 2 column 6')).toEqual({from: 16, to: 25})
  })
  it('knows no place that the text does not have', () => {
    expect(spanAt('SELECT 1', 'line 9 column 1')).toBeUndefined()
    expect(spanAt('SELECT 1', '/sql')).toBeUndefined()
    expect(spanAt('SELECT 1', 'line 1 column 99')).toEqual({from: 8, to: 8})
  })
})

describe('clauses', () => {
  const marked = (sql: string, word: string): string => {
    const from = sql.indexOf(word)
    const {from: start, to} = clauseAt(sql, {from, to: from + 1})
    return sql.slice(start, to)
  }
  it('goes from its first word to the next clause', () => {
    const sql = "SELECT sex, COUNT(*)\nFROM residents WHERE id_number = 'from x' AND sex = '1' GROUP BY sex;"
    expect(marked(sql, 'id_number')).toBe("WHERE id_number = 'from x' AND sex = '1'")
    expect(marked(sql, 'sex')).toBe('SELECT sex, COUNT(*)')
    expect(marked(sql, '*)')).toBe('SELECT sex, COUNT(*)')
    expect(marked(sql, 'sex;')).toBe('GROUP BY sex')
  })
  it('stays within its sub-query', () => {
    expect(marked('SELECT COUNT(*) FROM (SELECT name FROM residents) t WHERE true', 'name')).toBe('SELECT name')
    expect(marked('SELECT COUNT(*) FROM residents WHERE sex IN (SELECT sex FROM other) AND lower(name) = 1', 'name')).toBe('WHERE sex IN (SELECT sex FROM other) AND lower(name) = 1')
    expect(marked('SELECT COUNT(*) FROM (SELECT sex FROM residents WHERE name = 1) t LIMIT 3', 'name')).toBe('WHERE name = 1')
  })
  it('marks one word where the refusal is about a name', () => {
    expect(faultAt('SELECT nme FROM residents', 'query.unknown_column', 'line 1 column 8')).toEqual({from: 7, to: 10})
    expect(faultAt('SELECT name FROM residents', 'query.not_aggregated', 'line 1 column 8')).toEqual({from: 0, to: 11})
    expect(faultAt('SELECT name', 'query.not_aggregated', undefined)).toBeUndefined()
  })
})

describe('rewrites', () => {
  it('counts by the columns that may be grouped by, and keeps the condition', () => {
    expect(candidate("SELECT id_number, county_code FROM residents WHERE sex = 'male' ORDER BY 1", 'query.not_aggregated', undefined, tables))
      .toBe("SELECT county_code, COUNT(*) AS n FROM residents WHERE sex = 'male' GROUP BY county_code")
    expect(candidate('SELECT id_number FROM residents', 'query.not_aggregated', undefined, tables)).toBe('SELECT COUNT(*) AS n FROM residents')
    expect(candidate('select * from residents;', 'query.not_aggregated', undefined, tables)).toBe('SELECT county_code, COUNT(*) AS n FROM residents GROUP BY county_code')
  })
  it('offers the nearest granted name, none when nothing is near', () => {
    expect(candidate('SELECT county_cod, COUNT(*) FROM residents GROUP BY 1', 'query.unknown_column', 'line 1 column 8', tables)).toBe('SELECT county_code, COUNT(*) FROM residents GROUP BY 1')
    expect(candidate("SELECT CountyCode, COUNT(*) FROM residents WHERE countycode <> 'countycode' GROUP BY countycode", 'query.unknown_column', 'line 1 column 8', tables))
      .toBe("SELECT county_code, COUNT(*) FROM residents WHERE county_code <> 'countycode' GROUP BY county_code")
    expect(candidate('SELECT wages FROM residents', 'query.unknown_column', 'line 1 column 8', tables)).toBeUndefined()
  })
  it('leaves alone what it does not understand', () => {
    expect(candidate('SELECT a.sex FROM residents a JOIN residents b ON true', 'query.not_aggregated', undefined, tables)).toBeUndefined()
    expect(candidate('SELECT sex FROM residents GROUP BY sex', 'query.not_aggregated', undefined, tables)).toBeUndefined()
    expect(candidate('SELECT 1', 'query.syntax', 'line 1 column 1', tables)).toBeUndefined()
  })
})
