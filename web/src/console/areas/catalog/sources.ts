/** One data item, one source: which entries are the source of a data element standard already. */
import type {CatalogEntry} from './records'

export interface SourceConflict {
  /** Place in the entry's items. */
  index: number
  column: string
  title: string
  standard: string
  /** The entry that is the approved source. */
  source: CatalogEntry
}

/** Items whose standard has an approved source with another provider; the server refuses to submit such an entry (rule.single_source). */
export function sourceConflicts(entry: {items: {name: string; title?: string; standard?: string}[]; provider?: string; id?: string}, entries: readonly CatalogEntry[]): SourceConflict[] {
  const sources = new Map<string, CatalogEntry>()
  for (const other of entries) {
    if (other.id === entry.id || other.provider === entry.provider) continue
    for (const item of (other.approved_content as CatalogEntry['content'] | undefined)?.items ?? []) if (item.standard && !sources.has(item.standard)) sources.set(item.standard, other)
  }
  return entry.items.flatMap((item, index) => {
    const source = item.standard ? sources.get(item.standard) : undefined
    return source ? [{index, column: item.name, title: item.title ?? item.name, standard: item.standard!, source}] : []
  })
}
