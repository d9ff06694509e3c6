/** What was submitted when, as the ledger tells it. */
import type {LedgerEntry} from '../ledger'

export interface Submission {
  seq: number
  time: string
  content: unknown
}

/** The content as it stood at each submission: events that carry a `content` write it, events that end in `submitted` hand it in. */
export function submissions(entries: readonly LedgerEntry[]): Submission[] {
  const out: Submission[] = []
  let content: unknown
  for (const {data, type, seq, time} of entries) {
    if (data?.content !== undefined) content = data.content
    if (/[._]submitted$/.test(type) && content !== undefined) out.push({seq, time, content})
  }
  return out
}
