import {describe, expect, it, vi} from 'vitest'
import {fieldOf, notesFor} from './notes'
import type {Chain, ChainStep} from './subject'

vi.mock('./pack', () => ({packName: (key: string) => ({zh: key, en: key})}))
vi.mock('./names', () => ({nameOf: (id: string) => id, personOf: (id: string) => id}))

describe('notes for whoever writes anew', () => {
  const step = (status: string): ChainStep => ({stage: 0, role: 'authority', optional: false, covers: [], attachments: [], status, opinion: {person: 'li', org: '', verdict: 'send_back', reason: '', basis: '', attachments: {}, time: 0, notes: [{at: '/content/title', text: '太短'}, {at: '/done/0/items/x', text: '不符'}]}})
  const chain = (...states: string[]): Chain => ({chain: '', rule: '', article: '', applicants: [], tell: [], steps: states.map(step)})
  it('say what about, and lie at the field', () => {
    const notes = notesFor(chain('returned'), [{at: '/content/title', label: '名称'}, {at: '/done/0/items/x', label: '事项', field: ['items', 'x']}])
    expect(notes.map(({path, about, text}) => [path.join('.'), about, text])).toEqual([['title', '名称', '太短'], ['items.x', '事项', '不符']])
  })
  it('are none while the review runs, or where there was none', () => {
    expect(notesFor(chain('returned', 'open'), [])).toEqual([])
    expect(notesFor(undefined, [])).toEqual([])
  })
  it('lie in the form where the content has them', () => {
    expect(fieldOf('/content/items/a~1b')).toEqual(['items', 'a/b'])
    expect(fieldOf('/report/items/0')).toEqual(['report', 'items', '0'])
  })
})
