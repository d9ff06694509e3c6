/** Two packs side by side: enforcement point by enforcement point, parameter by parameter. */
import type {ShippedPack} from 'virtual:packs'
import {valueText} from './rules'

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
  params: string
}

function sides(pack: ShippedPack, name: (key: string) => string): Map<string, Side[]> {
  const out = new Map<string, Side[]>()
  for (const rule of pack.rules)
    for (const {point, params} of rule.bind)
      out.set(point, [...(out.get(point) ?? []), {rule: rule.id, article: rule.article, level: rule.level, params: Object.entries(params).map(([key, value]) => `${key}：${valueText(value, name)}`).join('；')}])
  return out
}

const content = (all: Side[]): string => all.map(({level, params}) => `${level} ${params}`).sort().join('\n')

/** `name` calls a key by its name in the packs, the same on both sides so that only content tells them apart. */
export function comparePacks(left: ShippedPack, right: ShippedPack, name: (key: string) => string = (key) => key): Pair[] {
  const [a, b] = [sides(left, name), sides(right, name)]
  return [...new Set([...a.keys(), ...b.keys()])].sort().map((point) => {
    const [mine, theirs] = [a.get(point) ?? [], b.get(point) ?? []]
    const outcome = !theirs.length ? 'onlyLeft' : !mine.length ? 'onlyRight' : content(mine) === content(theirs) ? 'same' : 'differs'
    return {point, left: mine, right: theirs, outcome}
  })
}
