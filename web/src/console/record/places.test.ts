import {describe, expect, it, vi} from 'vitest'
import {itemPlaces, placeName, pointerTo} from './places'

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
})
