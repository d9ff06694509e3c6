import {api, ask, type Schemas} from '@/api/client'

/** The contract also knows a CSV answer, which is not asked for here. */
export async function readDurations(query: {from?: string; to?: string} = {}): Promise<Schemas['StepDurationList']> {
  return await ask(api.GET('/api/v1/durations', {params: {query}})) as Schemas['StepDurationList']
}
