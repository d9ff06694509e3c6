import type {Facet} from '@/blocks/facets'
import {t, words} from '@/i18n'
import {nameOf} from '../../record/names'
import {cycles, formats, grades, origins, sharings} from './names'
import {entryStates, type CatalogEntry} from './records'
import {sourceConflicts} from './sources'

export const gradeOf = (entry: CatalogEntry): string => (entry.grade ? words(grades[entry.grade as keyof typeof grades]) || entry.grade : '')

/** Entries with an item whose standard has its source elsewhere. */
export function takenItems(entries: readonly CatalogEntry[]): Set<string> {
  const standards = new Set<string>()
  for (const entry of entries) for (const item of (entry.approved_content as CatalogEntry['content'] | undefined)?.items ?? []) if (item.standard) standards.add(item.standard)
  if (!standards.size) return new Set()
  return new Set(entries.filter((entry) => entry.content.items.some((item) => item.standard && standards.has(item.standard)) && sourceConflicts({...entry, items: entry.content.items}, entries).length).map((entry) => entry.id))
}

export function entryFacets(taken: ReadonlySet<string>): Facet<CatalogEntry>[] {
  return [
    {key: 'status', title: () => t('catalog.status'), values: (entry) => [words(entryStates[entry.status].name)]},
    {key: 'provider', title: () => t('catalog.provider'), values: (entry) => [nameOf(entry.provider)]},
    {key: 'classification', title: () => t('catalog.classification'), values: (entry) => [entry.content.classification]},
    {key: 'grade', title: () => t('catalog.grade'), values: (entry) => [gradeOf(entry)]},
    {key: 'personal', title: () => t('catalog.personalData'), values: (entry) => [entry.content.items.some((item) => item.personal) ? t('catalog.holdsPersonal') : t('catalog.noPersonal')]},
    {key: 'sharing', title: () => t('catalog.sharing'), values: (entry) => [words(sharings[entry.content.sharing])]},
    {key: 'cycle', title: () => t('catalog.cycle'), values: (entry) => [words(cycles[entry.content.update_cycle])]},
    {key: 'format', title: () => t('catalog.format'), values: (entry) => [words(formats[entry.content.format])]},
    {key: 'origin', title: () => t('catalog.origin'), values: (entry) => [words(origins[entry.content.origin])]},
    {key: 'source', title: () => t('catalog.source'), values: (entry) => [taken.has(entry.id) ? t('catalog.sourceConflict') : t('catalog.sourceNone')]},
  ]
}
