/** The picture of lineage with tables for sources instead of their columns. */
import type {Schemas} from '@/api/client'
import {layOut, type Layout} from './lineage'

type Explained = Pick<Schemas['ExplainedColumn'], 'name' | 'how' | 'sources'>

/** Each table once: a column stands for its table by an empty name, which the label then leaves out. */
const ofTables = ({sources, ...column}: Explained): Explained => ({...column, sources: [...new Set(sources.map(({table}) => table))].map((table) => ({table, column: '', uses: []}))})

export function layOutTables(columns: readonly Explained[], made: (how: string) => string): Layout {
  const layout = layOut(columns.map(ofTables), made)
  return {...layout, sources: layout.sources.map((box) => ({...box, label: box.label.slice(0, -1)}))}
}
