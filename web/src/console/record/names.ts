/** Names behind ids: organisations and people that one may see. */
import {reactive} from 'vue'
import {api, listAll, type Schemas} from '@/api/client'
import {recordKind} from '../gather'

const names = reactive(new Map<string, string>())
export type Organisation = Schemas['Organisation']

let organisations: Promise<Organisation[]> | undefined
let people: Promise<unknown> | undefined
const titles = new Map<string, Promise<void>>()

export function readOrganisations(): Promise<Organisation[]> {
  organisations ??= listAll((after) => api.GET('/api/v1/organisations', {params: {query: {limit: 500, after}}})).then((rows) => {
    for (const row of rows) names.set(row.id, row.name)
    return rows
  }).catch(() => [])
  return organisations
}

function readPeople(): void {
  people ??= listAll((after) => api.GET('/api/v1/people', {params: {query: {limit: 500, after}}})).then((rows) => {
    for (const row of rows) names.set(row.id, row.account)
  }).catch(() => {})
}

/** The name of an organisation or a person; the id where one may not see it. */
export function nameOf(id: string | undefined): string {
  if (!id) return ''
  if (id.startsWith('org-')) void readOrganisations()
  else if (id.startsWith('per-')) readPeople()
  return names.get(id) ?? id
}

/** The title of a record of a kind that can be listed; its id until it is known. */
export function titleOf(kind: string, id: string): string {
  const known = recordKind(kind)
  if (known?.list && !titles.has(kind)) {
    titles.set(kind, known.list().then((rows) => { for (const row of rows) names.set(row.id, row.title) }).catch(() => {}))
  }
  return names.get(id) ?? id
}

/** Names change with what is done and with who is signed in. */
export function forgetNames(): void {
  organisations = undefined
  people = undefined
  titles.clear()
  names.clear()
}
