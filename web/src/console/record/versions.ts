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

export interface Content extends Submission {
  /** First wording 1, the next 2, … */
  number: number
  type: string
  actor: string
}

/** Each wording once, when it was written: an event that repeats the content before it is none. */
export function contents(entries: readonly LedgerEntry[]): Content[] {
  const out: Content[] = []
  for (const {data, type, seq, time, actor} of entries) {
    if (data?.content === undefined || JSON.stringify(out.at(-1)?.content) === JSON.stringify(data.content)) continue
    out.push({seq, time, content: data.content, number: out.length + 1, type, actor})
  }
  return out
}
