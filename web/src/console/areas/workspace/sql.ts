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

interface Token extends Span {
  text: string
}

/** Strings, quoted names, words and single signs, in order. */
function tokens(sql: string): Token[] {
  return [...sql.matchAll(/'(?:[^']|'')*'|"[^"]*"|--[^\n]*|[A-Za-z_$][\w$]*|\S/g)].map((match) => ({text: match[0], from: match.index, to: match.index + match[0].length}))
}

const opens = new Set(['select', 'from', 'where', 'group', 'having', 'order', 'limit', 'join', 'union', 'intersect', 'except', 'window'])

/** The clause around a place, from its first word to where the next begins: what a refusal of a whole clause is about. */
export function clauseAt(sql: string, place: Span): Span {
  const found = tokens(sql)
  const depths: number[] = []
  let depth = 0
  for (const {text} of found) {
    if (text === ')') depth--
    depths.push(depth)
    if (text === '(') depth++
  }
  let first = found.filter(({from}) => from <= place.from).length - 1
  let around = depths[first] ?? 0
  for (; first >= 0; first--) {
    around = Math.min(around, depths[first]!)  // inside the brackets of a call the clause is the one around the call
    if (depths[first] === around && opens.has(found[first]!.text.toLowerCase())) break
  }
  if (first < 0) return place
  let last = first
  while (last + 1 < found.length && depths[last + 1]! >= depths[first]! && found[last + 1]!.text !== ';' && !(opens.has(found[last + 1]!.text.toLowerCase()) && depths[last + 1] === depths[first])) last++
  return {from: found[first]!.from, to: Math.max(found[last]!.to, place.to)}
}

/** About one name: that word alone is marked. Everything else is about the clause that it stands in. */
const aboutName = new Set(['query.syntax', 'query.unknown_column', 'query.unknown_table'])
export function faultAt(sql: string, code: string, at: string | undefined): Span | undefined {
  const span = spanAt(sql, at)
  return span && !aboutName.has(code) ? clauseAt(sql, span) : span
}

/** Every occurrence of a name, whatever its case; not in strings. */
function renamed(sql: string, name: string, better: string): string {
  let out = ''
  let upTo = 0
  for (const {text, from, to} of tokens(sql)) {
    if (text.toLowerCase() !== name.toLowerCase()) continue
    out += sql.slice(upTo, from) + better
    upTo = to
  }
  return out + sql.slice(upTo)
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
  const name = sql.slice(span.from, span.to).split('.').at(-1)!
  const better = nearest(name, names)
  return better && better !== name ? renamed(sql, name, better) : undefined
}
