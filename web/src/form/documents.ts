/** Documents that one may choose from: read once for all fields of a form, and forgotten with the last of them. */
import {onMounted, onUnmounted, shallowRef} from 'vue'
import {api, listAll, type Schemas} from '@/api/client'
import type {Option} from './spec'

export type Document = Schemas['Document']

const documents = shallowRef<readonly Document[]>([])
let fields = 0
let reading: Promise<void> | undefined

async function read(): Promise<void> {
  const rows = await listAll((after) => api.GET('/api/v1/documents', {params: {query: {limit: 500, after}}})).catch(() => [])
  const here = documents.value.filter(({id}) => !rows.some((row) => row.id === id))
  if (fields) documents.value = [...rows, ...here]
}

export function useDocuments(): {documents: typeof documents; keep: (document: Document) => void} {
  onMounted(() => {
    fields++
    reading ??= read().finally(() => { reading = undefined })
  })
  onUnmounted(() => { if (!--fields) documents.value = [] })
  return {documents, keep: (document) => { documents.value = [...documents.value, document] }}
}

const collator = new Intl.Collator('zh-CN', {numeric: true})

/** By title and issuer; the id only beside those that are equal in both. */
export function documentOptions(rows: readonly Document[]): Option[] {
  const name = ({title, issuer}: Document): string => `${title} · ${issuer}`
  const times = new Map<string, number>()
  for (const row of rows) times.set(name(row), (times.get(name(row)) ?? 0) + 1)
  return rows.map((row) => ({value: row.id, label: times.get(name(row))! > 1 ? `${name(row)}（${row.id}）` : name(row)})).sort((a, b) => collator.compare(a.label, b.label))
}
