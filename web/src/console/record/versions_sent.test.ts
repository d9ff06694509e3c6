/** What a person decides on a record is sent with the version that was seen: nobody overwrites, signs or approves what was never shown. */
import {afterEach, beforeEach, expect, it, vi} from 'vitest'
import {entryReview} from '../areas/catalog/records'
import {procedures, type Procedure} from '../areas/matter/procedures'
import {recordKinds} from '../gather'
import {session} from '../session'
import {subjectOf} from './routes'
import type {Rec} from './subject'

interface Call {
  method: string
  address: string
  version: string | null
}

const calls: Call[] = []
const procedure = {id: 'p', title: {zh: '', en: ''}, labels: {}, rules: [], definition: {about: 'none', ends: [], acts: [{name: 'a', zh: '办', en: 'do', by: ['anyone'], from: ['open'], items: [], evidence: [], distinct: [], rules: []}]}} as unknown as Procedure
const row = {
  id: 'rec-1', version: 7, status: 'open', procedure: 'p', plan_hash: 'h', org: 'org-1', done: [], threads: [], clocks: [], filings: [], signatures: [],
  content: {title: '', items: {}, demand: [], resources: [], columns: []},
} as unknown as Rec

beforeEach(() => {
  (window as unknown as {happyDOM: {setURL: (to: string) => void}}).happyDOM.setURL('http://node.test/')
  calls.length = 0
  procedures.value = [procedure]
  session.actor = {person: 'per-1', org: 'org-1', roles: [], duties: []} as unknown as typeof session.actor
  vi.stubGlobal('fetch', async (request: Request) => {
    calls.push({method: request.method, address: request.url, version: request.headers.get('if-match')})
    return new Response('{}', {status: 200, headers: {'Content-Type': 'application/json'}})
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  session.actor = undefined
  procedures.value = undefined
})

/** What was sent to the record, without what only reads. */
const changes = (): Call[] => calls.filter(({method, address}) => method !== 'GET' && address.includes('/rec-1'))

const kinds = recordKinds().map(({kind}) => kind)

it.each(kinds)('every act on %s', async (kind) => {
  const subject = await subjectOf(kind)
  const acts = typeof subject?.acts === 'function' ? subject.acts(row) : subject?.acts ?? []
  for (const act of acts) {
    if (/^(get|download)/.test(act.operation) || act.operation === 'enterOutsideDecision') continue  // reads, or makes another record
    calls.length = 0
    await act.send(row, {})
    expect([act.operation, changes().map(({version}) => version)]).toEqual([act.operation, ['7']])
  }
  if (kind === 'matter') expect(acts).toHaveLength(1)
})

it('every opinion', async () => {
  const reviews = (await Promise.all(kinds.map(async (kind) => (await subjectOf(kind))?.review))).filter((review) => review !== undefined)
  expect(reviews.length).toBeGreaterThan(3)
  for (const review of [...reviews, entryReview]) {
    calls.length = 0
    await review.send(row as never, {role: 'agency', verdict: 'pass'} as never)
    expect([review.operation, changes().map(({version}) => version)]).toEqual([review.operation, ['7']])
  }
})
