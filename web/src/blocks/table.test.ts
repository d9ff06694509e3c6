import {describe, expect, it} from 'vitest'
import {csvCell, safeFileName, toCsv} from './exportTable'
import {facetOf, filtered, sorted, type Column} from './table'

interface Place { name: string; people?: number }
const columns: Column<Place>[] = [
  {key: 'name', title: () => '名称', value: (row) => row.name},
  {key: 'people', title: () => '人口', value: (row) => row.people, numeric: true},
]
const rows: Place[] = [{name: '郑城', people: 9}, {name: '安城', people: 10}, {name: '无数'}, {name: '郑城'}]

describe('table', () => {
  it('orders numbers as numbers and keeps rows without a value last in both directions', () => {
    expect(sorted(rows, columns, {key: 'people', descending: false}).map((row) => row.people)).toEqual([9, 10, undefined, undefined])
    expect(sorted(rows, columns, {key: 'people', descending: true}).map((row) => row.people)).toEqual([10, 9, undefined, undefined])
  })

  it('orders Chinese names by pinyin', () => {
    expect(sorted(rows, columns, {key: 'name', descending: false})[0]?.name).toBe('安城')
  })

  it('filters by every word, and by the chosen value of a facet', () => {
    expect(filtered(rows, columns, '郑 9', {})).toEqual([rows[0]])
    expect(filtered(rows, columns, '', {name: '郑城'})).toHaveLength(2)
  })

  it('counts the values of a facet', () => {
    expect(facetOf(rows, columns[0]!)[0]).toEqual({value: '郑城', count: 2})
  })
})

describe('export', () => {
  it('quotes what needs it and disarms formulas', () => {
    expect(csvCell('a,"b"')).toBe('"a,""b"""')
    expect(csvCell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"')
    expect(csvCell(-3)).toBe('-3')
  })

  it('writes numbers bare and starts with a byte order mark', () => {
    expect(toCsv(rows.slice(0, 1), columns)).toBe('\ufeff名称,人口\r\n郑城,9\r\n')
  })

  it('gives files names without separators or dots of their own', () => {
    expect(safeFileName('../../etc/目录 清单', 'csv')).toBe('etc_目录_清单.csv')
    expect(safeFileName('\u202e...', 'csv')).toBe('gongshu.csv')
  })
})
