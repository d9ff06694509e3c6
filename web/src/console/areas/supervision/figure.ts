/** A figure of the dashboard. */
export interface Figure {
  /** As the table has it; no two figures of a card have the same. */
  name: string
  /** As the chart has it, where the name is long; a second line stands below the first. */
  short?: string
  n: number
}

/** How often each value occurs, most first. */
export function tally(values: readonly string[]): Figure[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([name, n]) => ({name, n})).sort((a, b) => b.n - a.n)
}
