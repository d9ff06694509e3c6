import {describe, expect, it} from 'vitest'
import {candidate, spanAt} from './sql'

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

describe('rewrites', () => {
  it('counts by the columns that may be grouped by, and keeps the condition', () => {
    expect(candidate("SELECT id_number, county_code FROM residents WHERE sex = 'male' ORDER BY 1", 'query.not_aggregated', undefined, tables))
      .toBe("SELECT county_code, COUNT(*) AS n FROM residents WHERE sex = 'male' GROUP BY county_code")
    expect(candidate('SELECT id_number FROM residents', 'query.not_aggregated', undefined, tables)).toBe('SELECT COUNT(*) AS n FROM residents')
    expect(candidate('select * from residents;', 'query.not_aggregated', undefined, tables)).toBe('SELECT county_code, COUNT(*) AS n FROM residents GROUP BY county_code')
  })
  it('offers the nearest granted name, none when nothing is near', () => {
    expect(candidate('SELECT county_cod, COUNT(*) FROM residents GROUP BY 1', 'query.unknown_column', 'line 1 column 8', tables)).toBe('SELECT county_code, COUNT(*) FROM residents GROUP BY 1')
    expect(candidate('SELECT wages FROM residents', 'query.unknown_column', 'line 1 column 8', tables)).toBeUndefined()
  })
  it('leaves alone what it does not understand', () => {
    expect(candidate('SELECT a.sex FROM residents a JOIN residents b ON true', 'query.not_aggregated', undefined, tables)).toBeUndefined()
    expect(candidate('SELECT sex FROM residents GROUP BY sex', 'query.not_aggregated', undefined, tables)).toBeUndefined()
    expect(candidate('SELECT 1', 'query.syntax', 'line 1 column 1', tables)).toBeUndefined()
  })
})
