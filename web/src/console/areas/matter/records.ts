import {api, listAll} from '@/api/client'
import type {State} from '@/blocks/states'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {defineRecords} from '../../area'
import {recordTo} from '../../record/subject'
import {definitionOf, stateOf, procedureOf, procedures, readProcedures, type Matter} from './procedures'

export async function listMatters(): Promise<Matter[]> {
  const [rows] = await Promise.all([listAll((after) => api.GET('/api/v1/matters', {params: {query: {limit: 500, after}}})), readProcedures()])
  return rows
}

export const matterTitle = (matter: Matter): string => [words(procedureOf(matter.procedure)?.title) || matter.procedure, matter.period].filter(Boolean).join(' ')

/** States are the pack's: their names come with the procedures. Whether an end is a good one the pack does not say: refused and passed look alike. */
export function matterState(matter: Matter): State {
  const end = definitionOf(matter)?.ends.includes(matter.status)
  return {name: stateOf(matter), tone: end ? 'quiet' : matter.status === 'expected' ? 'quiet' : 'active'}
}

/** A step is `act.NAME`; the name of an act is looked for in all procedures. */
function stepName(step: string): Words | undefined {
  if (!procedures.value) void readProcedures().catch(() => {})
  const name = step.replace(/^act\./, '')
  return procedures.value?.flatMap((one) => one.definition.acts).find((act) => act.name === name)
}

export default defineRecords({
  kind: 'matter', name: {zh: '办件', en: 'Matter'}, to: recordTo('matter'), stepName,
  list: async () => (await listMatters()).map((row) => ({id: row.id, status: row.status, author: row.opened_by, title: matterTitle(row)})),
})
