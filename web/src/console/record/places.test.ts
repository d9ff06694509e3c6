import {describe, expect, it, vi} from 'vitest'
import type {FormSpec} from '@/form/spec'
import {eachOnce, formPlaces, itemPlaces, placeName, pointerTo} from './places'

vi.mock('./pack', () => ({packName: (key: string) => ({zh: key, en: key})}))

const record = {id: 'scn-1', content: {title: '床位', items: {'a/b': '一', c: '二'}, demand: [{columns: [{name: 'x'}, {name: 'y'}]}]}}

describe('places of a record', () => {
  it('are found by the object that lies there', () => {
    expect(pointerTo(record, record.content.items)).toBe('/content/items')
    expect(pointerTo(record, record.content.demand[0]!.columns[1]!)).toBe('/content/demand/0/columns/1')
    expect(pointerTo(record, {})).toBeUndefined()
  })

  it('are the items it has, as JSON pointers', () => {
    expect(itemPlaces(record, [{title: {zh: '', en: ''}, point: 'p', values: record.content.items}]).map((place) => place.at)).toEqual(['/content/items/a~1b', '/content/items/c'])
    expect(itemPlaces(record, [{title: {zh: '', en: ''}, point: 'p', values: {d: '三'}}])).toEqual([])
  })

  it('keep their pointer where nothing names them', () => {
    expect(placeName('/content/title', [{at: '/content/title', label: '名称'}])).toBe('名称')
    expect(placeName('/content/ends', [])).toBe('/content/ends')
  })

  const form: FormSpec = {id: 'x', pages: [{key: 'p', title: {zh: '', en: ''}, fields: [
    {key: 'title', label: {zh: '名称', en: ''}, kind: 'text'}, {key: 'ends', label: {zh: '终止', en: ''}, kind: 'date'},
    {key: 'items', label: {zh: '要素', en: ''}, kind: 'group', fields: [{key: 'a/b', label: {zh: '甲', en: ''}, kind: 'text'}]},
    {key: 'demand', label: {zh: '需求', en: ''}, kind: 'list', fields: []},
  ]}]}

  it('are what the form asks for and the record has', () => {
    expect(formPlaces(form, record.content)).toEqual([{at: '/content/title', label: '名称'}, {at: '/content/items/a~1b', label: '要素 · 甲'}, {at: '/content/demand/0', label: '需求 · 1'}])
    expect(eachOnce([{at: '/content/items/a~1b', label: '依据'}, {at: '/more', label: '更多'}], formPlaces(form, record.content)).map(({label}) => label)).toEqual(['名称', '依据', '需求 · 1', '更多'])
  })
})
