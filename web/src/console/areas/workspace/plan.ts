/** The canonical plan in steps, first to last, in words: its text has one part a line, each begun by what it does. A line that is not known stands as it is. */
import {comma, words} from '@/i18n'
import {aggregates, joins, sets} from './planNames'
import {innerBlock, linesOf, nodesOf, type Node} from './planText'
import {aggregateText, expression, fill, sortText, windowText, type Scope} from './planWords'

export const planKinds = ['mode', 'set', 'from', 'join', 'where', 'group', 'control', 'having', 'window', 'output', 'order', 'limit', 'other'] as const
export type PlanKind = (typeof planKinds)[number]

export interface PlanLine {
  text: string
  /** How many queries it is within. */
  depth: number
  /** The canonical text itself: there are no words for it. */
  raw?: boolean
}

export interface PlanStep {
  kind: PlanKind
  lines: PlanLine[]
}

type Part = PlanLine & {kind: PlanKind}

const heads: Record<string, PlanKind> = {
  'statistical': 'mode', 'plain': 'mode', 'union': 'set', 'intersect': 'set', 'except': 'set', 'from': 'from', 'join': 'join', 'left-join': 'join', 'right-join': 'join', 'full-join': 'join', 'cross-join': 'join', 'where': 'where', 'grouped': 'group', 'key': 'group', 'grouping-set': 'group', 'aggregate': 'group',
  'k': 'control', 'having': 'having', 'window': 'window', 'output': 'output', 'distinct': 'output', 'order': 'order', 'limit': 'limit', 'offset': 'limit',
}
const headOf = (line: string): string => /^\S+/.exec(line)?.[0] ?? ''
const kindOf = (line: string): PlanKind => heads[headOf(line)] ?? 'other'

/** Names come with their length before them, so that no name can be taken for another: 9:residents. */
const readable = (line: string): string => line.replace(/\b\d+:(?=[\p{L}_])/gu, '')

/** The words, or undefined where the text is not as it was known to be. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}

function sourceName(line: string): string {
  const name = innerBlock(line) ? undefined : nodesOf(line)[1]
  return name && 'text' in name ? name.text : words({zh: '子查询', en: 'sub-query'})
}

/** A table that is read twice is told apart by its place. */
function sourceNames(lines: readonly string[]): string[] {
  const names = lines.map((line) => attempt(() => sourceName(line)) ?? readable(line))
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((one) => one === name).length
    return before ? `${name}${words({zh: `（第 ${before + 1} 个）`, en: ` (${before + 1})`})}` : name
  })
}

function scopeOf(lines: readonly string[], outer?: Scope): Scope {
  const scope: Scope = {sources: sourceNames(lines.filter((line) => joins[headOf(line)])), keys: [], aggregates: [], windows: [], outer, query: querySentence}
  if (lines.some((line) => kindOf(line) === 'set')) scope.sources = []  // columns of the two queries have one name
  const textsOf = (head: string, text: (nodes: Node[]) => string): string[] => lines.filter((line) => headOf(line) === head).map((line) => attempt(() => text(nodesOf(line).slice(1))) ?? readable(line))
  scope.keys = textsOf('key', ([key]) => expression(key, scope))
  scope.aggregates = textsOf('aggregate', (nodes) => aggregateText(nodes, scope))
  scope.windows = textsOf('window', (nodes) => windowText(nodes, scope))
  return scope
}

function partsOf(block: string, depth: number, outer?: Scope): Part[] {
  const lines = linesOf(block)
  const scope = scopeOf(lines, outer)
  return lines.flatMap((line) => attempt(() => lineParts(line, lines, scope, depth)) ?? [{kind: kindOf(line), text: readable(line), depth, raw: true}])
}

function lineParts(line: string, lines: readonly string[], scope: Scope, depth: number): Part[] {
  const kind = kindOf(line)
  if (kind === 'from' || kind === 'join') return sourceParts(line, lines, scope, depth)
  const texts = textsOf(line, lines, scope)
  return texts.map((text) => ({kind, text, depth}))
}

/** A table, or a query of its own, whose parts stand one deeper. */
function sourceParts(line: string, lines: readonly string[], scope: Scope, depth: number): Part[] {
  const kind = kindOf(line)
  const at = lines.filter((one) => joins[headOf(one)]).indexOf(line)
  const inner = innerBlock(line)
  const set = lines.some((one) => kindOf(one) === 'set')
  const head = set ? words({zh: `第 ${at + 1} 个查询`, en: `query ${at + 1}`}) : fill(joins[headOf(line)]!, [scope.sources[at]!])
  const on = nodesOf(inner ? inner.rest : line).find((node): node is {list: Node[]} => 'list' in node)
  const condition = on ? words({zh: '，条件是 ', en: ', on '}) + expression(on.list[1], scope) : ''
  return [{kind, text: head + condition, depth}, ...(inner ? partsOf(inner.block, depth + 1, scope.outer).map((part) => ({...part, kind})) : [])]
}

type Say = (nodes: Node[], scope: Scope, line: string) => string
const numberOf = ([node]: Node[]): string => {
  if (!node || !('word' in node) || !/^\d+$/.test(node.word)) throw new SyntaxError('not a number')
  return node.word
}
const says: Record<string, Say> = {
  statistical: () => words({zh: '统计查询，受保护主体只以统计结果输出', en: 'a statistical query: protected entities only come out as statistics'}),
  plain: () => words({zh: '普通查询，可以逐行输出', en: 'a plain query: single rows may come out'}),
  where: ([test], scope) => fill({zh: '只取 $1 的行', en: 'rows where $1'}, [expression(test, scope)]),
  having: ([test], scope) => fill({zh: '只留 $1 的组', en: 'groups where $1'}, [expression(test, scope)]),
  grouped: (_, {keys}) => (keys.length ? fill({zh: '按 $1 分组', en: 'grouped by $1'}, [keys.join(comma())]) : words({zh: '全部行合为一组', en: 'all rows form one group'})),
  'grouping-set': (nodes, {keys}) => {
    const names = nodes.map((node) => keys[Number(numberOf([node]))]!)
    return names.length ? fill({zh: '分组组合：$1', en: 'grouping set: $1'}, [names.join(comma())]) : words({zh: '分组组合：总计', en: 'grouping set: the total'})
  },
  aggregate: aggregateText,
  window: windowText,
  distinct: () => words({zh: '去除重复行', en: 'no row twice'}),
  output: ([name, expr], scope) => {
    const [title, text] = [expression(name, scope), expression(expr, scope)]
    return title === text ? title : fill({zh: '$1：$2', en: '$1: $2'}, [title, text])
  },
  order: (nodes, scope) => sortText(nodes, scope),
  limit: (nodes) => fill({zh: '至多 $1 行', en: 'at most $1 rows'}, [numberOf(nodes)]),
  offset: (nodes) => fill({zh: '跳过前 $1 行', en: 'after the first $1 rows'}, [numberOf(nodes)]),
}

function textsOf(line: string, lines: readonly string[], scope: Scope): string[] {
  const head = headOf(line)
  if (head === 'key' && lines.includes('grouped')) return []  // said with the grouping
  if (head === 'k') return controlTexts(line, scope)
  if (sets[line]) return [words(sets[line])]
  const say = says[head]
  if (!say) throw new SyntaxError('a line of an unknown kind')
  return [say(nodesOf(line).slice(1), scope, line)]
}

/** "k 10 entities (0 7:_entity) measure count measure sum(residents.income)". */
function controlTexts(line: string, scope: Scope): string[] {
  const [head, ...measures] = line.split(' measure ')
  const [, k, , ...tables] = nodesOf(head!)
  const protectedOnes = tables.map((node) => ('list' in node && scope.sources[Number(numberOf(node.list))]) || words({zh: '子查询', en: 'sub-query'}))
  return [
    fill({zh: '每格不少于 $1 个主体', en: 'every cell stands for at least $1 entities'}, [numberOf([k!])]),
    ...(protectedOnes.length ? [fill({zh: '受保护的表：$1', en: 'protected: $1'}, [[...new Set(protectedOnes)].join(comma())])] : []),
    ...(measures.length ? [fill({zh: '逐格检验：$1', en: 'tested cell by cell: $1'}, [[...new Set(measures.map(measureText))].join(comma())])] : []),
  ]
}

/** "count(distinct residents.id_number)", "sum(residents.a*residents.b)". */
function measureText(measure: string): string {
  if (measure === 'count') return words(aggregates.count_rows)
  const [, kind, distinct, of] = /^(count|sum|min|max)\((distinct )?(.+)\)$/.exec(measure) ?? []
  const known = aggregates[distinct ? 'count_distinct' : kind ?? '']
  return known && of ? fill(known, [of.includes('*') ? `(${of.replaceAll('*', ' × ')})` : of]) : measure
}

/** A sub-query within an expression, in one sentence. */
function querySentence(block: string, outer: Scope): string {
  return partsOf(block, 0, outer).map(({text}) => text).join(words({zh: '；', en: '; '}))
}

/** Consecutive parts of one kind are one step. */
export function planSteps(plan: string): PlanStep[] {
  const steps: PlanStep[] = []
  for (const {kind, ...line} of attempt(() => partsOf(bodyOf(plan), 0)) ?? rawParts(plan)) {
    const last = steps.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else steps.push({kind, lines: [line]})
  }
  return steps
}

/** Without "gongshu plan 1". */
const bodyOf = (plan: string): string => plan.slice(plan.indexOf('\n') + 1)
const rawParts = (plan: string): Part[] => bodyOf(plan).split('\n').filter((line) => line.trim()).map((line) => ({kind: kindOf(line.trimStart()), text: readable(line), depth: 0, raw: true}))

/** Output columns that count something, by their names. */
export function countColumns(plan: string): string[] {
  const lines = plan.split('\n')
  const counted = lines.filter((line) => line.startsWith('aggregate '))
  return lines.flatMap((line) => {
    const made = /^output \d+:(.*) \(aggregate (\d+)\)$/.exec(line)
    return made && counted[Number(made[2])]?.startsWith('aggregate count') ? [made[1]!] : []
  })
}
