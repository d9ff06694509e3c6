/** What the ledger has about a record, as far as one may see it. */
import {computed, type ComputedRef} from 'vue'
import {useLoad, type Loaded} from '@/api/load'
import {readStream, type LedgerEntry} from '../ledger'
import {submissions, type Submission} from './versions'

export interface History extends Loaded<LedgerEntry[]> {
  /** kind/id */
  stream: string
  submitted: ComputedRef<Submission[]>
}

export function useHistory(kind: string, id: string): History {
  const stream = `${kind}/${id}`
  const loaded = useLoad(async () => (await readStream(stream)).rows)
  return {...loaded, stream, submitted: computed(() => submissions(loaded.data.value ?? []))}
}

/** What `content` is compared with: while a submission is being decided, the one before it; otherwise the last one. */
export function comparedWith(submitted: readonly Submission[], content: unknown): Submission | undefined {
  const last = submitted.at(-1)
  return last && JSON.stringify(last.content) === JSON.stringify(content) ? submitted.at(-2) : last
}
