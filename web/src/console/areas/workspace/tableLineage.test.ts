import {expect, it} from 'vitest'
import {layOutTables} from './tableLineage'

const of = (table: string, column: string) => ({table, column, uses: []})

it('has each table once and one arrow to each output column that it feeds', () => {
  const {sources, outputs, arrows} = layOutTables([
    {name: 'county', how: 'key', sources: [of('residents', 'county_code')]},
    {name: 'share', how: 'computed', sources: [of('residents', 'age'), of('residents', 'sex'), of('counties', 'beds')]},
    {name: 'one', how: 'constant', sources: []},
  ], (how) => how)
  expect(sources.map((box) => box.label)).toEqual(['residents', 'counties'])
  expect(outputs.map((box) => box.label)).toEqual(['county', 'share', 'one'])
  const ends = new Map([...sources, ...outputs].map((box) => [box.id, box.label]))
  expect(arrows.map(({from, to, label}) => `${ends.get(from)} ${label} ${ends.get(to)}`)).toEqual(['residents key county', 'residents computed share', 'counties computed share'])
})
