/** Calls of the API: typed by the contract, failures as Problem. The session is a cookie that no script can read. */
import createClient from 'openapi-fetch'
import {Problem} from './problem'
import type {components, operations, paths} from './schema.gen'

export type Schemas = components['schemas']
export type OperationId = keyof operations

export const api = createClient<paths>({
  baseUrl: '/', credentials: 'same-origin', headers: {'X-Gongshu-Client': 'console'},
  fetch: (request: Request) => fetch(request).catch(() => Promise.reject(Problem.unreachable())),
})

type Ended = (problem: Problem) => void
let onSessionEnded: Ended = () => {}

/** What happens when a call finds that nobody is signed in any more. */
export function whenSessionEnds(handler: Ended): void {
  onSessionEnded = handler
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's body, or throws a Problem. `await ask(api.GET('/api/v1/todos'))`. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  const {data, error, response} = await call
  if (response.ok) return data as T
  const document = error && typeof error === 'object' ? error : {status: response.status, detail: typeof error === 'string' ? error.slice(0, 200) : ''}
  const problem = new Problem(document)
  if (problem.code === 'auth.missing' || problem.code === 'auth.session_expired') onSessionEnded(problem)
  throw problem
}

/** Header for a change that must meet the version one has seen; the server answers state.conflict otherwise. */
export function ifMatch(record: {version?: number}): {headers: Record<string, string>} {
  return {headers: record.version === undefined ? {} : {'If-Match': String(record.version)}}
}

/** The record at the version one has seen, for a change or an opinion: `api.POST('/api/v1/scenarios/{id}/submit', asSeen(row))`. */
export function asSeen(record: {id: string; version?: number}): {params: {path: {id: string}}; headers: Record<string, string>} {
  return {params: {path: {id: record.id}}, ...ifMatch(record)}
}

interface Page<T> {
  rows: T[]
  next?: string
}

/** All pages of a list: `listAll((after) => api.GET('/api/v1/scenarios', {params: {query: {limit: 500, after}}}))`. */
export async function listAll<T>(page: (after?: string) => Promise<Answer<Page<T>>>, most = 100_000): Promise<T[]> {
  const rows: T[] = []
  let after: string | undefined
  do {
    const answer = await ask(page(after))
    rows.push(...answer.rows)
    after = answer.next
  } while (after && rows.length < most)
  return rows
}
