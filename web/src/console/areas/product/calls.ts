/** What a call of a product asks for, as fields made from the product itself: its key, the columns it verifies, the consent it needs. */
import {api, ask, type Schemas} from '@/api/client'
import {bodyOf, type Field, type Values} from '@/form/spec'
import type {Subscription} from '../delivery/records'
import type {Product} from './records'
import {callBody, type Call} from './snippets'

type Consent = Schemas['Consent']

export function callFields(product: Product, subscriptions: Subscription[], consents: Consent[]): Field[] {
  const {kind, definition} = product.content
  const column = definition.key_column ?? ''
  return [
    {key: 'subscription', label: {zh: '订阅', en: 'Subscription'}, kind: 'choice', options: () => subscriptions.map((one) => ({value: one.id, label: `${one.content.purpose}（${one.content.starts} — ${one.content.ends}）`}))},
    {key: 'purpose', label: {zh: '用途', en: 'Purpose'}, kind: 'text', help: {zh: '须与订阅所载用途一致。', en: 'The purpose that the subscription names.'}},
    {key: 'key', label: {zh: `查询键（${column}）`, en: `Key (${column})`}, kind: 'text'},
    ...(product.personal ? [{
      key: 'consent', label: {zh: '授权同意', en: 'Consent'}, help: {zh: '查询的人就此用途作出的同意；没有的，将被拒绝。', en: 'What the person asked about agreed to for this purpose; without one the call is refused.'},
      ...(consents.length ? {kind: 'choice' as const, options: () => consents.map((one) => ({value: one.id, label: `${one.purpose} · ${one.id}`}))} : {kind: 'text' as const}),
    }] : []),
    ...(kind === 'verification' ? [{
      key: 'claims', label: {zh: '待核验的信息项', en: 'What is to be verified'}, kind: 'group' as const, required: true,
      fields: (definition.columns ?? []).map((name): Field => ({key: name, label: {zh: name, en: name}, kind: 'text', required: true})),
    }] : []),
  ]
}

const whole = (values: Record<string, string> | undefined, names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, values?.[name] || 'VALUE']))

/** The call as far as it is filled in, with words in capitals for what is missing. */
export function callOf(product: Product, fields: Field[], values: Values, host: string, ownClock: boolean): Call {
  const {subscription, purpose, key, consent, claims} = bodyOf(fields, values) as Partial<Call>
  const verified = product.content.kind === 'verification' ? whole(claims, product.content.definition.columns ?? []) : undefined
  return {product: product.id, host, subscription: subscription ?? 'SUBSCRIPTION', purpose: purpose ?? 'PURPOSE', key: key ?? 'KEY', consent: consent ?? (product.personal ? 'CONSENT' : undefined), claims: verified, ownClock}
}

/** The node's time in milliseconds, which signatures are dated by: a demonstration's clock is its own, and can be moved. */
async function nodeTime(): Promise<number> {
  const {now} = await ask(api.GET('/api/v1/start'))
  return now ? Date.parse(now) : Date.now()
}

/** Calls the product as a program would: signed with an application key, not with the person's session. */
export async function tryOut(call: Call, key: string, secret: string): Promise<Schemas['ProductAnswer']> {
  const {sign} = await import('./signature')
  const body = callBody(call)
  const signed = sign(secret, call.product, body, await nodeTime())
  return ask(api.POST('/api/v1/products/{id}/calls', {
    params: {path: {id: call.product}, header: signed}, headers: {'X-Gongshu-Key': key}, credentials: 'omit', body: JSON.parse(body) as Schemas['ProductCall'], bodySerializer: () => body,
  }))
}

/** What the call cost, by its record; nothing where one may not read the record. */
export async function chargeOf(subscription: string, from: number): Promise<number | undefined> {
  const page = await ask(api.GET('/api/v1/usage', {params: {query: {subscription, from, limit: 1}}})).catch(() => undefined)
  return page?.rows.find(({seq}) => seq === from)?.price_fen
}
