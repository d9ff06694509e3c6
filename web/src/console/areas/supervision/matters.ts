/** Matters with what their procedures call things. */
import {api, ask, listAll, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'

export type Matter = Schemas['Matter']
interface Definition {
  ends: string[]
  drafts: Record<string, unknown>
}
export interface Procedure {
  id: string
  title: Words
  definition: Definition
  labels: Record<string, Words>
}

export async function readProcedures(): Promise<Map<string, Procedure>> {
  const {rows} = await ask(api.GET('/api/v1/procedures'))
  return new Map((rows as unknown as Procedure[]).map((one) => [one.id, one]))
}

export const listMatters = () => listAll((after) => api.GET('/api/v1/matters', {params: {query: {limit: 500, after}}}))

export const titleOf = (matter: Matter, procedures: Map<string, Procedure>): string => words(procedures.get(matter.procedure)?.title) || matter.procedure
export const isEnded = (matter: Matter, procedures: Map<string, Procedure>): boolean => procedures.get(matter.procedure)?.definition.ends.includes(matter.status) ?? false
/** The next last day of the matter. */
export const dueOf = (matter: Matter): string => matter.clocks.map(({due}) => due).sort()[0] ?? ''
