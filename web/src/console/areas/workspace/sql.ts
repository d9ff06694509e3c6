/** Places in a query as the server names them, and rewrites worth asking about. */
import type {Schemas} from '@/api/client'

type Tables = Schemas['GrantedTable'][]

export interface Span {
  from: number
  to: number
}

/** "line 2 column 8" → where it stands in the text: the word there. */
export function spanAt(sql: string, at: string | undefined): Span | undefined {
  const match = /^line (\d+) column (\d+)$/.exec(at ?? '')
  if (!match) return undefined
  const lines = sql.split('\n')
  const [line, column] = [Number(match[1]), Number(match[2])]
  if (line < 1 || line > lines.length) return undefined
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const from = Math.min(start + column - 1, sql.length)
  const word = /^(?:[\w.$]+|"[^"]*"|\S)/.exec(sql.slice(from))
  return {from, to: Math.min(from + (word?.[0].length ?? 1), sql.length)}
}

function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

/** The granted name that is nearest to one that is not granted. */
function nearest(name: string, names: string[]): string | undefined {
  const ranked = names.map((one) => ({one, far: distance(name.toLowerCase(), one)})).sort((a, b) => a.far - b.far)[0]
  return ranked && ranked.far <= Math.max(2, name.length / 3) ? ranked.one : undefined
}

const plain = /^\s*select\s+(?:distinct\s+)?([\s\S]+?)\s+from\s+([a-z_][\w]*)(\s+where\s[\s\S]+?)?(?:\s+(?:order\s+by|limit)\s[\s\S]*)?;?\s*$/i

/** A query that lists rows, as counts by the columns that may be grouped by. */
function counted(sql: string, tables: Tables): string | undefined {
  const match = plain.exec(sql)
  if (!match || /\bgroup\s+by\b/i.test(sql)) return undefined
  const table = tables.find((one) => one.name === match[2]!.toLowerCase())
  if (!table) return undefined
  const groupable = table.columns.filter((column) => column.uses.includes('group')).map((column) => column.name)
  const wanted = match[1]!.trim() === '*' ? groupable.slice(0, 1) : match[1]!.split(',').map((one) => one.trim().toLowerCase()).filter((one) => groupable.includes(one))
  const keys = wanted.join(', ')
  const where = match[3] ?? ''
  return keys ? `SELECT ${keys}, COUNT(*) AS n FROM ${table.name}${where} GROUP BY ${keys}` : `SELECT COUNT(*) AS n FROM ${table.name}${where}`
}

/** A query that could pass instead. It is offered only after the server has said that it does. */
export function candidate(sql: string, code: string, at: string | undefined, tables: Tables): string | undefined {
  if (code === 'query.not_aggregated' || code === 'query.column_forbidden') return counted(sql, tables)
  const span = spanAt(sql, at)
  if (!span || (code !== 'query.unknown_column' && code !== 'query.unknown_table')) return undefined
  const names = code === 'query.unknown_table' ? tables.map((one) => one.name) : tables.flatMap((one) => one.columns.map((column) => column.name))
  const better = nearest(sql.slice(span.from, span.to).split('.').at(-1)!, names)
  return better ? sql.slice(0, span.from) + better + sql.slice(span.to) : undefined
}
