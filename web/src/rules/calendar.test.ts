import fs from 'node:fs'
import path from 'node:path'
import shipped from 'virtual:packs'
import {describe, expect, it} from 'vitest'
import {comparePacks} from '@/console/areas/rules/compare'
import {kindOf, weeksOf, type Calendar} from './calendar'

const {packs, stories, defaults} = shipped
const calendar: Calendar = {node: {years: [2026], days_off: ['2026-10-01', '2026-12-31'], days_made_up: ['2026-02-28']}, notices: shipped.calendars}

describe('the working-day calendar', () => {
  it('knows holidays, days made up and ordinary ones', () => {
    expect(kindOf('2026-10-01', calendar)).toEqual({day: '2026-10-01', kind: 'off', holiday: '国庆节'})
    expect(kindOf('2026-02-28', calendar).kind).toBe('working')
    expect(kindOf('2026-03-07', calendar).kind).toBe('weekend')
    expect(kindOf('2026-03-09', calendar).kind).toBe('weekday')
  })
  it('goes by the node: a day that only the node has off is off, one that only a notice names is not', () => {
    expect(kindOf('2026-12-31', calendar)).toEqual({day: '2026-12-31', kind: 'off'})
    expect(kindOf('2026-10-02', calendar).kind).toBe('weekday')
    expect(kindOf('2026-10-03', calendar)).toMatchObject({kind: 'off', holiday: '国庆节'})
    expect(kindOf('2026-10-03', {...calendar, node: {...calendar.node, years: []}}).kind).toBe('weekend')
  })
  it('lays a month out in weeks that begin on Monday', () => {
    const weeks = weeksOf(2026, 2, calendar)
    expect(weeks[0]!.filter(Boolean)).toHaveLength(1)
    expect(weeks.flat().filter(Boolean)).toHaveLength(28)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })
})

describe('shipped packs', () => {
  const root = path.resolve(import.meta.dirname, '../../..')
  const compared = (point: string, name?: (key: string) => string) => packs.flatMap((left) => packs.filter((right) => right !== left).map((right) => comparePacks(left, right, name).find((pair) => pair.point === point)!)).filter(Boolean)
  const params = (sides: {params: string}[]) => sides.map((side) => side.params).join()

  it('are those of the repository, each rule with an article', () => {
    expect(packs.map((one) => one.id)).toEqual(fs.readdirSync(path.join(root, 'rulepacks')).filter((id) => fs.existsSync(path.join(root, 'rulepacks', id, 'pack.yaml'))).sort())
    expect(packs.length).toBeGreaterThan(2)
    expect(packs.flatMap((one) => one.rules).every((rule) => rule.article && rule.zh && rule.en)).toBe(true)
  })
  it('have stories by rule and defaults by enforcement point', () => {
    const told = Object.values(stories).flat()
    expect(told.length).toBeGreaterThan(20)
    expect(told.filter(({file}) => !fs.existsSync(path.join(root, 'stories', `${file}.yaml`)))).toEqual([])
    expect(Object.keys(defaults).length).toBeGreaterThan(5)
    expect(Object.values(defaults).flatMap(Object.values).join()).not.toMatch(/[`"]/)
  })
  it('compare equal with themselves; caps of other lengths differ', () => {
    for (const pack of packs) expect(comparePacks(pack, pack).every((pair) => pair.outcome === 'same'), pack.id).toBe(true)
    const caps = compared('agreement.term_cap').filter((pair) => pair.outcome === 'differs' && params(pair.left) !== params(pair.right))
    expect(caps.length).toBeGreaterThan(0)
  })
  it('call items by their names', () => {
    const labels: Record<string, {zh: string}> = Object.assign({}, ...packs.map((pack) => pack.labels))
    const items = compared('agreement.required_items', (key) => labels[key]?.zh ?? key)
    expect(items.some((pair) => /\p{Script=Han}/u.test(params(pair.left)) && !/[a-z]_[a-z]/.test(params(pair.left)))).toBe(true)
  })
})
