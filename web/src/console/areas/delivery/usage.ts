/** The records behind a statement, and the anchor that covers one. */
import {api, ask, type Schemas} from '@/api/client'
import {isoDay} from '@/format/dates'

/** The day in China. */
export const dayOf = (time: string): string => isoDay(new Date(time))

type Anchor = Schemas['UsageAnchorState']
type Statement = Pick<Schemas['UsageStatement'], 'subscription' | 'from' | 'to' | 'first_seq' | 'last_seq'>
interface Page {
  rows: Schemas['UsageRow'][]
  next?: number
}
const page = 500
const readUsage = ({subscription, from: since, to: until}: Statement, from: number): Promise<Page> => ask(api.GET('/api/v1/usage', {params: {query: {subscription, since, until, from, limit: page}}}))

/** The records that a statement counts, from the first on, at most about `most`; `whole` unless some are left out. */
export async function recordsOf(statement: Statement, most = 5_000, read = readUsage): Promise<{rows: Schemas['UsageRow'][]; whole: boolean}> {
  const rows: Schemas['UsageRow'][] = []
  const last = statement.last_seq ?? -1
  let from = statement.first_seq
  while (from !== undefined && from <= last) {
    if (rows.length >= most) return {rows, whole: false}
    const {rows: more, next}: Page = await read(statement, from)
    rows.push(...more.filter(({seq}) => seq <= last))
    from = next
  }
  return {rows, whole: true}
}

/** An anchor's root is over the records of its segment, from the number that names the segment up to and without `to`. */
export const anchorOf = (seq: number, anchors: readonly Anchor[]): Anchor | undefined => anchors.find((anchor) => anchor.segment <= seq && seq < anchor.to)
