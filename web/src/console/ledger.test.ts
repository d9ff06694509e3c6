import {expect, it} from 'vitest'
import {readStream, type LedgerEntry} from './ledger'

const entry = (seq: number): LedgerEntry => ({seq, time: '', actor: '', org: '', stream: 'node/1', type: 't', rules: []})
const read = async (_: string, from = 0) => ({rows: Array.from({length: Math.min(500, 1_234 - from)}, (_one, at) => entry(from + at)), next: from + 500 < 1_234 ? from + 500 : undefined})

it('reads all pages of a record, or says that there are more', async () => {
  const all = await readStream('node/1', 10_000, read)
  expect([all.whole, all.rows.length, all.rows.at(-1)!.seq]).toEqual([true, 1_234, 1_233])
  const some = await readStream('node/1', 1_000, read)
  expect([some.whole, some.rows.length]).toEqual([false, 1_000])
})
