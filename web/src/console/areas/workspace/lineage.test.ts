import {describe, expect, it} from 'vitest'
import {layOut, lineageSvg} from './lineage'

const source = (column: string) => ({table: 'residents', column, uses: []})
const columns = [
  {name: 'county', how: 'key' as const, sources: [source('county_code')]},
  {name: '<b>', how: 'aggregate' as const, sources: [source('county_code'), source('age')]},
]

describe('the picture of lineage', () => {
  it('has each source once and an arrow for each use', () => {
    const {sources, outputs, arrows} = layOut(columns as never, (how) => how)
    expect(sources.map((box) => box.label)).toEqual(['residents.county_code', 'residents.age'])
    expect(outputs).toHaveLength(2)
    expect(arrows.map((arrow) => `${arrow.from} ${arrow.label} ${arrow.to}`)).toEqual(['s:residents.county_code key o:county', 's:residents.county_code aggregate o:<b>', 's:residents.age aggregate o:<b>'])
  })
  it('is a file that a parser takes, with hostile names as text', () => {
    const svg = lineageSvg(layOut(columns as never, () => '"&"'), '血缘')
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(parsed.querySelector('parsererror')).toBeNull()
    expect([...parsed.querySelectorAll('text')].map((text) => text.textContent)).toContain('<b>')
    expect(parsed.querySelector('b')).toBeNull()
  })
})
