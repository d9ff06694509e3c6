import {t, words} from '@/i18n'
import {cycles, formats, grades, origins, sharings, types} from './names'
import {nameOf} from '../../record/names'
import {entryStates, type CatalogEntry} from './records'

export interface ComparedRow {
  key: string
  name: string
  values: string[]
  different: boolean
}

/** Facts of several entries beside each other, then every data item that one of them has. */
export function compared(entries: CatalogEntry[]): ComparedRow[] {
  const facts: [string, (entry: CatalogEntry) => string][] = [
    ['code', (entry) => entry.content.code], ['provider', (entry) => nameOf(entry.provider)], ['status', (entry) => words(entryStates[entry.status].name)], ['classification', (entry) => entry.content.classification], ['format', (entry) => words(formats[entry.content.format])],
    ['cycle', (entry) => words(cycles[entry.content.update_cycle])], ['sharing', (entry) => words(sharings[entry.content.sharing])],
    ['origin', (entry) => words(origins[entry.content.origin])], ['summary', (entry) => entry.content.summary],
  ]
  const rows = facts.map(([key, value]) => ({key, name: t(`catalog.${key}`), values: entries.map(value)}))
  const items = [...new Set(entries.flatMap((entry) => entry.content.items.map((item) => item.name)))].map((name) => ({
    key: `item.${name}`, name: `${t('catalog.items')} ${name}`,
    values: entries.map((entry) => {
      const item = entry.content.items.find((one) => one.name === name)
      return item ? [item.title, words(types[item.type]), words(grades[item.grade])].join(' · ') : ''
    }),
  }))
  return [...rows, ...items].map((row) => ({...row, different: new Set(row.values).size > 1}))
}
