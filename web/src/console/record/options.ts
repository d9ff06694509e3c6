/** What a form lets one choose from: records that one may see. */
import {api, listAll} from '@/api/client'
import type {Option, Values} from '@/form/spec'
import {words} from '@/i18n'
import {recordKind} from '../gather'
import {readOrganisations} from './names'
import {packName, readPack} from './pack'

/** Titles as labels; the id beside those that several have. */
export function titled(rows: readonly {id: string; title: string}[]): Option[] {
  const times = new Map<string, number>()
  for (const {title} of rows) times.set(title, (times.get(title) ?? 0) + 1)
  return rows.map(({id, title}) => ({value: id, label: times.get(title)! > 1 ? `${title}（${id}）` : title}))
}

/** Records of a kind by title, those in one of `states` where given. */
export async function recordOptions(kind: string, states?: string[]): Promise<Option[]> {
  const rows = await recordKind(kind)?.list?.() ?? []
  return titled(rows.filter((row) => !states || states.includes(row.status ?? '')))
}

export async function organisationOptions(role?: string): Promise<Option[]> {
  return (await readOrganisations()).filter((org) => !role || org.roles.includes(role as never)).map((org) => ({value: org.id, label: org.name}))
}

/** Confirmed decisions taken outside about a record. */
export async function decisionOptions(subject: string, kind?: string): Promise<Option[]> {
  const rows = await listAll((after) => api.GET('/api/v1/outside-decisions', {params: {query: {limit: 500, after, status: 'confirmed'}}}))
  return rows.filter((row) => row.subject === subject && row.outcome === 'approved' && (!kind || row.decision_kind === kind)).map((row) => ({value: row.id, label: `${row.number}（${row.decided_on}）`}))
}

export async function packOptions(keys: string[]): Promise<Option[]> {
  await readPack()
  return keys.map((key) => ({value: key, label: words(packName(key))}))
}

/** The body without the answers that only steer the form: keys that begin with `_`. */
export function sent<T>(body: Values): T {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !key.startsWith('_'))) as T
}
