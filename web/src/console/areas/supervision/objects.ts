/** What a stop can name, as far as the person may see it. */
import {api, listAll, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {scopeKinds} from './records'

type Kind = Schemas['StopScope']['scope_kind']
export interface Choice {
  id: string
  title: string
}

const page = (after?: string) => ({params: {query: {limit: 500, after}}})
const organisations = async (role: string): Promise<Choice[]> =>
  (await listAll((after) => api.GET('/api/v1/organisations', page(after)))).filter(({roles}) => roles.includes(role)).map(({id, name}) => ({id, title: name}))

const choices: Record<Kind, () => Promise<Choice[]>> = {
  node: () => Promise.resolve([{id: 'node', title: words(scopeKinds.node)}]),
  resource: async () => (await listAll((after) => api.GET('/api/v1/catalog/entries', page(after)))).map(({id, content}) => ({id, title: content.title})),
  scenario: async () => (await listAll((after) => api.GET('/api/v1/scenarios', page(after)))).map(({id, content}) => ({id, title: content.title})),
  product: async () => (await listAll((after) => api.GET('/api/v1/products', page(after)))).map(({id, content}) => ({id, title: content.title})),
  developer: () => organisations('application_developer'),
  operator: () => organisations('operator'),
}

export const choicesOf = (kind: Kind): Promise<Choice[]> => choices[kind]()
