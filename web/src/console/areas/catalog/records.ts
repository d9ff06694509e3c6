import {api, ask, asSeen, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {FormSpec} from '@/form/spec'
import {defineRecords, type Row} from '../../area'
import {eachOnce, formPlaces, type Place} from '../../record/places'
import type {Review} from '../../record/subject'

export type CatalogEntry = Schemas['CatalogEntry']

export const entryStates = defineStates<CatalogEntry['status']>({
  draft: {name: {zh: '草稿', en: 'Draft'}, tone: 'quiet'},
  submitted: {name: {zh: '审核中', en: 'Under review'}, tone: 'active'},
  approved: {name: {zh: '已通过', en: 'Approved'}, tone: 'good'},
  returned: {name: {zh: '已退回', en: 'Returned'}, tone: 'warn'},
  refused: {name: {zh: '不予通过', en: 'Refused'}, tone: 'bad'},
})

export const listEntries = (status?: string) => listAll((after) => api.GET('/api/v1/catalog/entries', {params: {query: {limit: 500, after, status}}}))
export const getEntry = (id: string) => ask(api.GET('/api/v1/catalog/entries/{id}', {params: {path: {id}}}))

export const entryReview: Review<CatalogEntry> = {operation: 'reviewCatalogEntry', of: (entry) => entry.review, send: (row, body) => ask(api.POST('/api/v1/catalog/entries/{id}/opinions', {...asSeen(row), body}))}

/** What a reviewer may note one by one; items by their titles. */
export const entryPlaces = ({content}: CatalogEntry, form?: FormSpec): Place[] => eachOnce(content.items.map((item, index) => ({at: `/content/items/${index}`, label: item.title})), formPlaces(form, content))

const rows = async (status?: string): Promise<Row[]> => (await listEntries(status)).map(({id, status, author, content}) => ({id, status, author, title: content.title, text: `${content.code} ${content.summary}`}))

export default defineRecords({
  kind: 'catalog_entry', name: {zh: '目录条目', en: 'Catalog entry'}, states: entryStates,
  to: (id) => ({name: 'catalog-entry', params: {id}}),
  list: () => rows(), returned: () => rows('returned'),
})
