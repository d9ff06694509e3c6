/** Facets: values of rows with how often each occurs, several of which can be chosen. */
export interface Facet<T> {
  key: string
  title: () => string
  /** None, one or several values of a row. */
  values: (row: T) => string[]
}

export type Chosen = Record<string, string[]>

/** A row stays when it has, for each facet with a choice, one of the chosen values. */
function keeps<T>(row: T, facets: readonly Facet<T>[], chosen: Chosen): boolean {
  return facets.every((facet) => !chosen[facet.key]?.length || facet.values(row).some((value) => chosen[facet.key]!.includes(value)))
}

export function chosenRows<T>(rows: readonly T[], facets: readonly Facet<T>[], chosen: Chosen): readonly T[] {
  return facets.some((facet) => chosen[facet.key]?.length) ? rows.filter((row) => keeps(row, facets, chosen)) : rows
}

const collator = new Intl.Collator('zh-CN', {numeric: true})

/** Values of a facet, counted among the rows that the other facets leave; a chosen value stays even when nothing is left of it. */
export function countedValues<T>(rows: readonly T[], facet: Facet<T>, facets: readonly Facet<T>[], chosen: Chosen): {value: string; count: number}[] {
  const counts = new Map<string, number>((chosen[facet.key] ?? []).map((value) => [value, 0]))
  for (const row of chosenRows(rows, facets.filter((one) => one !== facet), chosen)) {
    for (const value of facet.values(row)) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({value, count})).sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
}

/** The choice as it stands in an address, so that it can be kept and passed on. */
export function chosenOf(query: Record<string, unknown>, facets: readonly {key: string}[]): Chosen {
  return Object.fromEntries(facets.flatMap(({key}) => {
    const given = query[key]
    const values = (Array.isArray(given) ? given : [given]).filter((value): value is string => typeof value === 'string' && value !== '')
    return values.length ? [[key, values]] : []
  }))
}
