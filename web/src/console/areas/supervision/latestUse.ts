/** How much was used, and the latest records. The interface counts no outcomes, so a page that shows them says of how many records they are. */
import {api, ask, type Schemas} from '@/api/client'

export type Use = Pick<Schemas['UsageRow'], 'seq' | 'verdict' | 'time'>
interface Page {
  rows: Use[]
  total?: number
  next?: number
}
export interface Latest {
  total: number
  rows: Use[]
}

const page = 500
const readUsage = (from: number, limit: number): Promise<Page> => ask(api.GET('/api/v1/usage', {params: {query: {from, limit}}}))

/** Looks at the latest `most` records; a further look reads only what came since. */
export function latestUse(most = 2_000, read = readUsage): () => Promise<Latest> {
  let rows: Use[] = []
  return async () => {
    const {total = 0} = await read(0, 1)
    let from: number | undefined = Math.max((rows.at(-1)?.seq ?? -1) + 1, total - most)
    while (from !== undefined && from < total) {
      const {rows: more, next}: Page = await read(from, page)
      rows = [...rows, ...more]
      from = next
    }
    rows = rows.slice(-most)
    return {total: Math.max(total, rows.length), rows}
  }
}
