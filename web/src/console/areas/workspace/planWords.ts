/** Expressions of a canonical plan in the language in use. */
import {comma, words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {aggregates, bounds, calls, logic, types, windows} from './planNames'
import type {Node} from './planText'

/** What an expression of a block may point at, in words. */
export interface Scope {
  sources: string[]
  keys: string[]
  aggregates: string[]
  windows: string[]
  /** The block around a sub-query. */
  outer?: Scope
  /** A sub-query in one sentence. */
  query: (block: string, scope: Scope) => string
}

const wordOf = (node: Node | undefined): string => (node && 'word' in node ? node.word : '')
const headOf = (node: Node): string => ('list' in node ? wordOf(node.list[0]) : '')

/** Puts what a word is applied to in its places, in one go: nothing that is put in is read again. */
export function fill(template: Words | string, args: readonly string[], type = ''): string {
  return (typeof template === 'string' ? template : words(template)).replaceAll(/\$([1-9*+T])/g, (_, at: string) => {
    if (at === 'T') return words(types[type]) || type
    return at === '*' ? args.join(comma()) : at === '+' ? args.slice(1).join(comma()) : args[Number(at) - 1] ?? ''
  })
}

export function expression(node: Node | undefined, scope: Scope): string {
  if (!node) throw new SyntaxError('an expression is missing')
  if (!('list' in node)) return 'text' in node ? node.text : node.word
  const [head, ...rest] = node.list
  const name = wordOf(head)
  if (name === 'column') return column(rest, scope)
  if (name === 'key' || name === 'aggregate' || name === 'window') return pointed(scope[name === 'key' ? 'keys' : name === 'aggregate' ? 'aggregates' : 'windows'], rest[0])
  if (name === 'parameter') return words({zh: `参数 ${expression(rest[1], scope)}`, en: `parameter ${expression(rest[1], scope)}`})
  if (name === 'query') return subQuery(rest, scope)
  if (types[name] && rest.length === 1) return constant(name, rest[0]!)
  return call(name, wordOf(rest[0]), rest.slice(1), scope)
}

function pointed(list: readonly string[], at: Node | undefined): string {
  const found = list[Number(wordOf(at))]
  if (found === undefined) throw new SyntaxError('an expression points at nothing')
  return found
}

function column(rest: Node[], scope: Scope): string {
  if (wordOf(rest[0]) !== 'out') return named(scope, rest, scope.sources.length > 1)
  let home: Scope | undefined = scope
  for (let level = Number(wordOf(rest[1])); level > 0; level -= 1) home = home?.outer
  if (!home) throw new SyntaxError('a column of no query')
  return named(home, rest.slice(2), true)
}

function named(scope: Scope, [source, name]: Node[], full: boolean): string {
  const table = scope.sources[Number(wordOf(source))]
  const text = expression(name, scope)
  return full && table ? `${table}.${text}` : text
}

function constant(type: string, value: Node): string {
  if ('text' in value) return type === 'text' ? `“${value.text}”` : value.text
  const word = wordOf(value)
  if (word === 'null') return words({zh: '空值', en: 'empty'})
  if (type === 'boolean') return words(word === 'true' ? {zh: '是', en: 'true'} : {zh: '否', en: 'false'})
  return word
}

function subQuery([form, ...rest]: Node[], scope: Scope): string {
  const last = rest.at(-1)
  if (!last || !('text' in last)) throw new SyntaxError('a sub-query without a text')
  const inner = scope.query(last.text, scope)
  if (wordOf(form) === 'exists') return words({zh: `存在这样的行［${inner}］`, en: `there are rows [${inner}]`})
  if (wordOf(form) === 'in') return words({zh: `${expression(rest[0], scope)} 在查询结果之中［${inner}］`, en: `${expression(rest[0], scope)} is among the result of [${inner}]`})
  return words({zh: `查询结果［${inner}］`, en: `the result of [${inner}]`})
}

/** An operand within another call: in brackets where one could misread what belongs together. */
function operand(node: Node, scope: Scope): string {
  const head = headOf(node)
  const text = expression(node, scope)
  return logic[head] || (calls[head] && head !== 'not' && head !== 'grouping') || head === 'case' ? `(${text})` : text
}

function call(name: string, type: string, args: Node[], scope: Scope): string {
  if (name === 'case') return choice(args, scope)
  if (logic[name]) return args.map((arg) => (logic[headOf(arg)] || headOf(arg) === 'case' ? `(${expression(arg, scope)})` : expression(arg, scope))).join(words(logic[name]))
  if (name === 'not' || !calls[name]) return plainCall(name, args.map((arg) => expression(arg, scope)))
  return fill(calls[name], args.map((arg) => operand(arg, scope)), type)
}

function plainCall(name: string, args: string[]): string {
  if (name === 'not') return fill(calls.not!, args)
  if (!/^[a-z_]+$/.test(name)) throw new SyntaxError('a call without a name')
  return `${name}(${args.join(', ')})`
}

/** Condition, result, condition, result …, result of all others. */
function choice(args: Node[], scope: Scope): string {
  const cases = args.slice(0, -1).flatMap((condition, at) => (at % 2 === 0 ? [{condition: expression(condition, scope), result: expression(args[at + 1], scope)}] : []))
  const other = expression(args.at(-1), scope)
  return words({
    zh: `${cases.map(({condition, result}) => `${condition} 时取 ${result}`).join('，')}，其余取 ${other}`,
    en: `${cases.map(({condition, result}) => `${result} where ${condition}`).join(', ')}, else ${other}`,
  })
}

/** "aggregate sum (column …) filter (…)", the head cut off. */
export function aggregateText([kind, ...rest]: Node[], scope: Scope): string {
  const cut = rest.findIndex((node) => wordOf(node) === 'filter')
  const args = (cut < 0 ? rest : rest.slice(0, cut)).map((node) => operand(node, scope))
  const known = aggregates[wordOf(kind)]
  if (!known) throw new SyntaxError('an aggregate of an unknown kind')
  const text = fill(known, args)
  if (cut < 0) return text
  const filter = expression(rest[cut + 1], scope)
  return words({zh: `${text}（只计 ${filter} 的行）`, en: `${text} (of rows where ${filter})`})
}

/** Expression, direction, place of empty values; that place is only said where it is not the usual one. */
export function sortText([expr, direction, nulls]: Node[], scope: Scope): string {
  const descending = wordOf(direction) === 'desc'
  const first = wordOf(nulls) === 'nulls-first'
  const text = expression(expr, scope)
  const place = first === descending ? '' : words(first ? {zh: '，空值在前', en: ', empty ones first'} : {zh: '，空值在后', en: ', empty ones last'})
  return words({zh: `按 ${text} ${descending ? '降序' : '升序'}`, en: `by ${text}, ${descending ? 'descending' : 'ascending'}`}) + place
}

interface Parts { args: string[]; partition: string[]; order: string[]; frame: string }

function partsOf(nodes: Node[], scope: Scope): Parts {
  const parts: Parts = {args: [], partition: [], order: [], frame: ''}
  for (let at = 0; at < nodes.length; at += 1) {
    const word = wordOf(nodes[at])
    if (word === 'partition') parts.partition.push(expression(nodes[at += 1], scope))
    else if (word === 'order') parts.order.push(sortText(nodes.slice(at + 1, (at += 3) + 1), scope))
    else if (word === 'frame') return {...parts, frame: frameText(nodes.slice(at + 1).map(wordOf).join(' '))}
    else parts.args.push(operand(nodes[at]!, scope))
  }
  return parts
}

function boundText(text: string): string {
  const [, amount, side] = /^(\d+) (PRECEDING|FOLLOWING)$/.exec(text) ?? []
  return fill(bounds[side ?? text] ?? text, [amount ?? ''])
}

function frameText(text: string): string {
  const [, unit, from, to] = /^(ROWS|RANGE) BETWEEN (.+) AND (.+)$/.exec(text) ?? []
  if (!from || !to) return text
  const span = words({zh: `从${boundText(from)}到${boundText(to)}`, en: `from ${boundText(from)} to ${boundText(to)}`})
  return unit === 'RANGE' ? words({zh: `${span}（含并列行）`, en: `${span}, with its equals`}) : span
}

/** "window rank partition … order … frame …", the head cut off. */
export function windowText([kind, ...rest]: Node[], scope: Scope): string {
  const known = windows[wordOf(kind)]
  if (!known) throw new SyntaxError('a window of an unknown kind')
  const {args, partition, order, frame} = partsOf(rest, scope)
  const within = partition.length ? words({zh: `按 ${partition.join(comma())} 分区`, en: `within the same ${partition.join(comma())}`}) : ''
  const more = [within, ...order, frame].filter(Boolean)
  return fill(known, args) + (more.length ? words({zh: `（${more.join('，')}）`, en: ` (${more.join(', ')})`}) : '')
}
