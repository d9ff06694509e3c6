import {api, ask, type Schemas} from '@/api/client'
import {colon, words} from '@/i18n'
import {recordKind} from '../../gather'
import {eventName} from '../../record/events'
import {roleName} from '../../session'

/** The contract also knows a CSV answer, which is not asked for here. */
export async function readDurations(query: {from?: string; to?: string} = {}): Promise<Schemas['StepDurationList']> {
  return await ask(api.GET('/api/v1/durations', {params: {query}})) as Schemas['StepDurationList']
}

/** The event's name; after a colon the node says whose turn it was: the act of a matter, or the role that reviewed. */
export function stepName(step: string): string {
  const [type = '', part] = step.split(':')
  const name = words(eventName(type))
  if (!part) return name
  const whose = recordKind('matter')?.stepName?.(part)
  return `${name}${colon()}${words(type.startsWith('matter.') && whose ? whose : roleName(part))}`
}
