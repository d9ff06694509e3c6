import {describe, expect, it} from 'vitest'
import {notesAt, placed, placeOf, withoutItem, type FieldNote} from './notes'
import type {Field} from './spec'

const words = {zh: '', en: ''}
const fields: Field[] = [
  {key: 'title', label: words, kind: 'text'},
  {key: 'items', label: words, kind: 'group', fields: [{key: 'necessity', label: words, kind: 'long'}]},
  {key: 'demand', label: words, kind: 'list', fields: [{key: 'table', label: words, kind: 'text'}, {key: 'columns', label: words, kind: 'list', fields: [{key: 'name', label: words, kind: 'text'}]}]},
]
const note = (...path: string[]): FieldNote => ({path, about: path.join('.'), by: 'x', text: 'y'})
const paths = (notes: FieldNote[]): string[] => notes.map(({path}) => path.join('.'))

describe('a note', () => {
  it.each([
    ['title', 'title'], ['items.necessity', 'items.necessity'], ['demand.0.columns.1', 'demand.0.columns.1'],
    ['demand.0.columns.1.uses.0', 'demand.0.columns.1'], ['title.sub', 'title'], ['items.gone', 'items'], ['demand', 'demand'],
  ])('about %s stands at %s', (at, at_field) => expect(placeOf(fields, at.split('.'))?.join('.')).toBe(at_field))
  it('about what the form does not ask for stands elsewhere', () => {
    const {here, elsewhere} = placed([{fields}], [note('title'), note('report', 'items', '0')])
    expect(paths(here)).toEqual(['title'])
    expect(paths(elsewhere)).toEqual(['report.items.0'])
  })
  it('is shown at its own place only', () => expect(notesAt([note('demand', '0'), note('demand', '0', 'table')], ['demand', '0'])).toHaveLength(1))
  it('moves with the item it is about', () => {
    const left = withoutItem([note('demand', '0'), note('demand', '1', 'table'), note('demand', '2', 'columns', '0'), note('title')], ['demand'], 1)
    expect(paths(left)).toEqual(['demand.0', 'demand', 'demand.1.columns.0', 'title'])
  })
  it('of another list stays where it is', () => expect(paths(withoutItem([note('demand', '0', 'columns', '3')], ['demand', '1', 'columns'], 0))).toEqual(['demand.0.columns.3']))
})
