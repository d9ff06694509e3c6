import {describe, expect, it} from 'vitest'
import type {CatalogEntry} from './records'
import {sourceConflicts} from './sources'

const entry = (id: string, provider: string, standard: string, approved: boolean): CatalogEntry => {
  const content = {title: id, items: [{name: 'a', title: '甲', standard, type: 'text', grade: 'general'}]}
  return {id, provider, content, ...(approved ? {approved_content: content} : {})} as unknown as CatalogEntry
}

describe('one source for each standard', () => {
  const others = [entry('mine', 'org-1', 'GB 1', true), entry('draft', 'org-2', 'GB 2', false), entry('source', 'org-2', 'GB 1', true)]
  const items = [{name: 'b', standard: 'GB 1'}, {name: 'c', standard: 'GB 2'}, {name: 'd'}]

  it('names the entry of another provider that is the approved source', () => {
    expect(sourceConflicts({items, provider: 'org-1', id: 'mine'}, others).map(({index, source}) => [index, source.id])).toEqual([[0, 'source']])
  })

  it('takes neither an own entry nor a draft for a source', () => {
    expect(sourceConflicts({items, provider: 'org-2', id: 'new'}, others.slice(1))).toEqual([])
  })
})
