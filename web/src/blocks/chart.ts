/** A chart of rows: a name and one or several figures from each. */
export interface ChartSpec<T> {
  kind: 'bar' | 'line' | 'pie'
  category: (row: T) => string
  series: {name: string; value: (row: T) => number | undefined}[]
  /** Bars on top of each other. */
  stacked?: boolean
  /** Bars from left to right, for long names. */
  sideways?: boolean
}
