/** Two packs side by side: enforcement point by enforcement point, parameter by parameter. */
import type {ShippedPack} from 'virtual:packs'
import {words} from '@/i18n'
import {sentence, type Labels} from './parameterNames'

export interface Pair {
  point: string
  left: Side[]
  right: Side[]
  outcome: 'onlyLeft' | 'onlyRight' | 'same' | 'differs'
}

export interface Side {
  rule: string
  article: string
  level: string
  /** The parameters in words. */
  params: string
  /** What binds, whatever the pack calls it: two packs differ by this. */
  content: string
}

/** What a pack calls a key. */
export type Naming = (key: string, pack: ShippedPack) => string

function textOf(params: Record<string, unknown>, labels: Labels): string {
  return Object.entries(params).map(([key, value]) => sentence(key, value, labels)).join(words({zh: '；', en: '; '}))
}

function sides(pack: ShippedPack, name: Naming): Map<string, Side[]> {
  const out = new Map<string, Side[]>()
  const labels: Labels = (key) => {
    const named = name(key, pack)
    return named === key ? undefined : {zh: named, en: named}
  }
  for (const {id, article, level, bind} of pack.rules)
    for (const {point, params} of bind)
      out.set(point, [...(out.get(point) ?? []), {rule: id, article, level, params: textOf(params, labels), content: `${level} ${JSON.stringify(params)}`}])
  return out
}

const content = (all: Side[]): string => all.map((side) => side.content).sort().join('\n')

/** `name` calls a key as the pack does: the words may be other ones on the two sides where what binds is the same. */
export function comparePacks(left: ShippedPack, right: ShippedPack, name: Naming = (key) => key): Pair[] {
  const [a, b] = [sides(left, name), sides(right, name)]
  return [...new Set([...a.keys(), ...b.keys()])].sort().map((point) => {
    const [mine, theirs] = [a.get(point) ?? [], b.get(point) ?? []]
    const outcome = !theirs.length ? 'onlyLeft' : !mine.length ? 'onlyRight' : content(mine) === content(theirs) ? 'same' : 'differs'
    return {point, left: mine, right: theirs, outcome}
  })
}
