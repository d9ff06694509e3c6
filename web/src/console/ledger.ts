import {api, ask} from '@/api/client'

/** An entry of the ledger as /api/v1/ledger/entries gives it; the contract leaves rows open. `data` is there for those who may see it. */
export interface LedgerEntry {
  seq: number
  time: string
  actor: string
  org: string
  /** kind/id of the record */
  stream: string
  /** subject.event */
  type: string
  rules: string[]
  data?: Record<string, unknown>
}

interface Page<T> {
  rows: T[]
  next?: number
}
const readPage = async (stream: string, from?: number): Promise<Page<LedgerEntry>> => {
  const {rows, next} = await ask(api.GET('/api/v1/ledger/entries', {params: {query: {stream, limit: 500, from}}}))
  return {rows: rows as unknown as LedgerEntry[], next}
}

/** The entries of a record, page by page, at most about `most`; `whole` unless there are more. */
export async function readStream<T extends LedgerEntry = LedgerEntry>(stream: string, most = 10_000, read = readPage): Promise<{rows: T[]; whole: boolean}> {
  const rows: T[] = []
  let from: number | undefined
  do {
    const page = await read(stream, from)
    rows.push(...page.rows as T[])
    from = page.next
  } while (from !== undefined && rows.length < most)
  return {rows, whole: from === undefined}
}
