import {expect, it} from 'vitest'
import {readBack, type SealedEntry} from './ledger'

/** A node with so many entries, of which one may see those that `seen` names. */
const node = (size: number, seen: (seq: number) => boolean) => ({from = 0, limit = 100}: {from?: number; limit?: number}) => {
  const rows = [...Array(size).keys()].filter((seq) => seq >= from && seen(seq)).slice(0, limit).map((seq) => ({seq}) as SealedEntry)
  return Promise.resolve({rows, size})
}
const numbers = (rows: SealedEntry[]): number[] => rows.map(({seq}) => seq)

it('reads the newest first, then what is older, each once', async () => {
  const read = node(25, () => true)
  const newest = await readBack(10, undefined, read)
  expect(numbers(newest.rows)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15])
  expect(newest).toMatchObject({size: 25, older: 15})
  const last = await readBack(10, 5, read)
  expect(numbers(last.rows)).toEqual([4, 3, 2, 1, 0])
  expect(last.older).toBe(0)
})

it('looks further back where most entries are those of others', async () => {
  const {rows, older} = await readBack(10, undefined, node(60, (seq) => seq < 5))
  expect(numbers(rows)).toEqual([4, 3, 2, 1, 0])
  expect(older).toBe(0)
  expect(await readBack(10, undefined, node(1000, (seq) => seq < 5))).toMatchObject({rows: [], older: 900})
})

it('reads an empty ledger', async () => expect(await readBack(10, undefined, node(0, () => true))).toEqual({rows: [], size: 0, older: 0}))
