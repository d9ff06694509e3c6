import {beforeEach, expect, it, vi} from 'vitest'
import {forgetNames, leads, nameOf, personName, readPeople, titleOf} from './names'

const people = vi.hoisted(() => ({rows: [] as {id: string; account: string; name?: string}[], calls: 0}))
const entries = vi.hoisted(() => ({rows: [] as object[], calls: 0}))

vi.mock('@/api/client', () => ({
  api: {GET: () => Promise.resolve({scenarios: [{id: 'scn-1', title: '养老设施选址'}], products: []})},
  ask: (answer: unknown) => answer,
  listAll: () => { people.calls++; return Promise.resolve(people.rows) },
}))
vi.mock('../gather', () => ({recordKind: () => ({list: () => { entries.calls++; return Promise.resolve(entries.rows) }})}))

beforeEach(() => {
  forgetNames()
  Object.assign(people, {rows: [{id: 'per-1', account: 'li'}, {id: 'per-2', account: 'wang'}], calls: 0})
  Object.assign(entries, {rows: [{id: 'cat-1', title: '养老床位'}], calls: 0})
})

it('shows the name with the account beside it where the node gives one, else the account', async () => {
  people.rows[0]!.name = '李主任'
  expect(people.rows.map(personName)).toEqual(['李主任（li）', 'wang'])
  await readPeople()
  expect(nameOf('per-1')).toBe('李主任（li）')
})

it('shows the id of a person whom one may not see, and asks for the list once', async () => {
  expect(nameOf('per-9')).toBe('per-9')
  await readPeople()
  for (let i = 0; i < 3; i++) expect(nameOf('per-9')).toBe('per-9')
  expect(people.calls).toBe(1)
})

it('finds a record that was made after the list was read', async () => {
  titleOf('catalog_entry', 'cat-1')
  await vi.waitFor(() => expect(titleOf('catalog_entry', 'cat-1')).toBe('养老床位'))
  entries.rows.push({id: 'cat-2', title: '婚姻登记'})
  titleOf('catalog_entry', 'cat-2')
  await vi.waitFor(() => expect(titleOf('catalog_entry', 'cat-2')).toBe('婚姻登记'))
  expect(entries.calls).toBe(2)
})

it('takes the published title of a scenario that one may not see, and no link leads to it', async () => {
  expect(titleOf('scenario', 'scn-1')).toBe('scn-1')
  await vi.waitFor(() => expect(titleOf('scenario', 'scn-1')).toBe('养老设施选址'))
  titleOf('catalog_entry', 'cat-1')
  await vi.waitFor(() => expect(titleOf('catalog_entry', 'cat-1')).toBe('养老床位'))
  expect([leads('scn-1'), leads('cat-1')]).toEqual([false, true])
})
