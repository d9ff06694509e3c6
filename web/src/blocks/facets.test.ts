import {describe, expect, it} from 'vitest'
import {chosenOf, chosenRows, countedValues, type Facet} from './facets'

interface Entry { status: string; marks: string[] }
const status: Facet<Entry> = {key: 'status', title: () => '状态', values: (row) => [row.status]}
const marks: Facet<Entry> = {key: 'marks', title: () => '标记', values: (row) => row.marks}
const facets = [status, marks]
const rows: Entry[] = [{status: '草稿', marks: ['甲', '乙']}, {status: '草稿', marks: ['乙']}, {status: '通过', marks: []}]

describe('facets', () => {
  it('keeps rows with any chosen value of a facet, and of every facet', () => {
    expect(chosenRows(rows, facets, {status: ['草稿', '通过']})).toHaveLength(3)
    expect(chosenRows(rows, facets, {status: ['草稿'], marks: ['甲']})).toEqual([rows[0]])
  })

  it('counts under what the other facets leave, so that a second value can be added', () => {
    expect(countedValues(rows, status, facets, {status: ['通过'], marks: ['乙']})).toEqual([{value: '草稿', count: 2}, {value: '通过', count: 0}])
  })

  it('is read from an address, which may hold anything', () => {
    expect(chosenOf({status: ['草稿', null], marks: '乙', other: 'x'}, facets)).toEqual({status: ['草稿'], marks: ['乙']})
  })
})
