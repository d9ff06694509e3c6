/** What is looked at each minute reads no list over and over. */
import {afterEach, beforeEach, expect, it, vi} from 'vitest'
import {recordKinds} from '@/console/gather'
import {session} from '@/console/session'
import {loadAlerts} from './alerts'
import {forgetRows} from './search'
import {forgetTitles, loadTodos, todos, todoTitle} from './todos'

let asked: string[] = []
const todo = (id: string) => ({kind: 'scenario', id, step: 'review.agency', role: 'agency', authors: []})
let open = [todo('scn-1')]

beforeEach(() => {
  (window as unknown as {happyDOM: {setURL: (to: string) => void}}).happyDOM.setURL('http://node.test/')
  asked = []
  open = [todo('scn-1')]
  forgetRows()
  forgetTitles()
  vi.useFakeTimers({toFake: ['Date'], now: Date.parse('2026-03-17T09:00:00+08:00')})
  session.actor = {person: 'per-1', org: 'org-1', roles: ['operator'], duties: []} as unknown as typeof session.actor
  vi.stubGlobal('fetch', async (request: Request) => {
    const {pathname, searchParams} = new URL(request.url)
    asked.push(pathname.replace('/api/v1', '') + (searchParams.get('status') ? `?${searchParams.get('status')}` : ''))
    const scenario = (id: string) => ({id, version: 1, status: 'review', author: 'per-2', content: {title: `场景 ${id}`, demand: []}})
    const rows = pathname.endsWith('/todos') ? open : pathname.endsWith('/scenarios') && !searchParams.has('status') ? [scenario('scn-1'), scenario('scn-2')] : []
    return new Response(JSON.stringify({rows}), {status: 200, headers: {'Content-Type': 'application/json'}})
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  session.actor = undefined
})

const aMinuteLater = (): void => { vi.setSystemTime(Date.now() + 90_000) }

it('reads the list of a kind when a to-do is new, not each time', async () => {
  await loadTodos()
  expect(todoTitle(todos.rows[0]!)).toBe('场景 scn-1')
  aMinuteLater()
  await loadTodos()
  expect(asked.filter((one) => one === '/scenarios')).toHaveLength(1)
  open = [todo('scn-1'), todo('scn-2')]
  aMinuteLater()
  await loadTodos()
  expect(asked.filter((one) => one === '/scenarios')).toHaveLength(2)
  expect(todos.rows.map(todoTitle)).toEqual(['场景 scn-1', '场景 scn-2'])
})

it('asks for alerts by state', async () => {
  await loadAlerts()
  expect(asked).toEqual(expect.arrayContaining(['/stops?active', '/agreements?in_force', '/scenarios?returned', '/catalog/entries?returned', '/products?returned', '/developers?returned']))
  expect(asked.filter((one) => !one.includes('?'))).toEqual([])
  expect(recordKinds().filter((kind) => kind.states?.returned && !kind.returned).map(({kind}) => kind)).toEqual([])
})
