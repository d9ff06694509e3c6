/** What DataTable shows, and the pure parts of it: order, filter, cells as text. */
export type Cell = string | number | boolean | undefined | null

export interface Column<T> {
  key: string
  title: () => string
  /** What the column sorts, filters and exports by. */
  value: (row: T) => Cell
  /** What is shown and exported instead of the value. A slot named after the key shows something else still. */
  text?: (row: T) => string
  numeric?: boolean
  /** Not shown until chosen in the column list. */
  hidden?: boolean
  /** A list of the values that occur, to choose from. */
  facet?: boolean
  /** CSS width. */
  width?: string
}

export interface Order {
  key: string
  descending: boolean
}

const collator = new Intl.Collator('zh-CN', {numeric: true})

export function cellText<T>(column: Column<T>, row: T): string {
  if (column.text) return column.text(row)
  const value = column.value(row)
  return value === undefined || value === null ? '' : String(value)
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

const absent = (value: Cell): boolean => value === undefined || value === null || value === ''

/** A sorted copy; rows without a value come last in either direction. */
export function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], order: Order | undefined): readonly T[] {
  const column = order && columns.find((one) => one.key === order.key)
  if (!order || !column) return rows
  const direction = order.descending ? -1 : 1
  const keyed = rows.map((row) => ({row, value: column.value(row)}))
  keyed.sort((a, b) => Number(absent(a.value)) - Number(absent(b.value)) || direction * compare(a.value, b.value))
  return keyed.map(({row}) => row)
}

/** Rows that hold every word of `text` in some shown column, and the chosen value in each facet. */
export function filtered<T>(rows: readonly T[], columns: readonly Column<T>[], text: string, facets: Record<string, string>): readonly T[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const chosen = columns.filter((column) => facets[column.key])
  if (!wanted.length && !chosen.length) return rows
  return rows.filter((row) => {
    if (chosen.some((column) => cellText(column, row) !== facets[column.key])) return false
    if (!wanted.length) return true
    const all = columns.map((column) => cellText(column, row).toLowerCase()).join('\n')
    return wanted.every((word) => all.includes(word))
  })
}

/** Values of a column with how often each occurs, most frequent first. */
export function facetOf<T>(rows: readonly T[], column: Column<T>): {value: string; count: number}[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = cellText(column, row)
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({value, count})).sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
}
