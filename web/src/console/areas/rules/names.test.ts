import fs from 'node:fs'
import path from 'node:path'
import shipped from 'virtual:packs'
import {afterEach, describe, expect, it} from 'vitest'
import {locale} from '@/i18n'
import {comparePacks} from './compare'
import {nameInPack} from './packNames'
import {choices, nameOfValue, parameters, sentence, valueText} from './parameterNames'
import {points} from './pointNames'

const {packs, defaults} = shipped
const reference = fs.readFileSync(path.resolve(import.meta.dirname, '../../../../../docs/reference/enforcement-points.md'), 'utf8')
afterEach(() => { locale.value = 'zh' })

/** Every text that a rule gives a parameter. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (value && typeof value === 'object') return Object.values(value).flatMap(textsIn)
  return typeof value === 'string' ? [value] : []
}

describe('names of rules', () => {
  it('has every point of the reference, as it stands there', () => {
    const written = [...reference.matchAll(/^## `([\w.]+)`\n\n(.+?) · (.+?)\. [由条]/gm)].map(([, point, zh, en]) => [point, {zh, en}])
    expect(written.length).toBeGreaterThan(70)
    expect(points).toEqual(Object.fromEntries(written))
  })
  it('has every parameter of the reference, every choice of one, and every default', () => {
    const rows = [...reference.matchAll(/^\| `(\w+)` \| (\w+)(?:: ([\w, ]+))? \|/gm)]
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.map(([, key]) => key!).filter((key) => !parameters[key])).toEqual([])
    const unnamed = rows.flatMap(([, key, , words]) => (words?.split(', ') ?? []).filter((word) => !choices[key!]?.[word]))
    expect(unnamed).toEqual([])
    for (const [key, value] of Object.values(defaults).flatMap(Object.entries) as [string, string][])
      for (const word of value.match(/[a-z_]{3,}/g) ?? [])
        expect(/^\d/.test(value) || packs.some((pack) => nameOfValue(key, word, (one) => nameInPack(pack, one, packs))), `${key}: ${word}`).toBeTruthy()
  })
  it('has every parameter and every word that a pack of the repository gives', () => {
    const missing = packs.flatMap((pack) => pack.rules.flatMap((rule) => rule.bind.flatMap(({params}) => Object.entries(params).flatMap(([key, value]) => [
      ...(parameters[key] ? [] : [`${pack.id} ${rule.id} ${key}`]),
      ...textsIn(value).filter((text) => !nameOfValue(key, text, (one) => nameInPack(pack, one, packs))).map((text) => `${pack.id} ${rule.id} ${key}: ${text}`),
    ]))))
    expect(missing).toEqual([])
  })
  it('puts terms, truths and lists into words of the language', () => {
    expect(sentence('cap', '3 years')).toBe('最长期限：3 年')
    expect(sentence('undertaking', true)).toBe('须作书面承诺：是')
    expect(valueText('within', '10 working_days')).toBe('10 个工作日')
    expect(valueText('modes', ['whole', 'by_sector'])).toBe('整体授权、分领域授权')
    expect(valueText('recipients', ['cyberspace', 'unheard_of'], (key) => (key === 'cyberspace' ? {zh: '网信部门', en: 'cyberspace authority'} : undefined))).toBe('网信部门、unheard_of')
    locale.value = 'en'
    expect(sentence('modes', ['whole', 'by_sector'])).toBe('modes allowed: of the whole, by sector')
    expect(sentence('undertaking', false)).toBe('written undertaking: no')
  })
})

describe('packs side by side', () => {
  const all = () => packs.flatMap((left) => packs.flatMap((right) => comparePacks(left, right, (key, pack) => nameInPack(pack, key, packs)![locale.value])))
  const texts = () => all().flatMap(({left, right}) => [...left, ...right].map(({params}) => params))
  it('show no key of a machine, in neither language', () => {
    expect(texts().filter((text) => /[a-z]_[a-z]|[a-z]\.[a-z]/.test(text))).toEqual([])
    locale.value = 'en'
    expect(texts().filter((text) => /[a-z]_[a-z]|[a-z]\.[a-z]|[：；、]/.test(text))).toEqual([])
  })
  it('differ by what binds, not by what a pack calls it', () => {
    const [first] = packs
    const renamed = {...first!, id: 'other', labels: Object.fromEntries(Object.keys(first!.labels).map((key) => [key, {zh: '别名', en: 'another name'}]))}
    expect(comparePacks(first!, renamed, (key, pack) => nameInPack(pack, key, [])?.zh ?? key).filter(({outcome}) => outcome !== 'same')).toEqual([])
  })
})
