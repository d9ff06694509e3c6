/** Entries, names and proofs for the pages of this area. */
import {api, ask, type Schemas} from '@/api/client'
import {recordKind} from '@/console/gather'
import type {LedgerEntry} from '@/console/ledger'
import {t, words} from '@/i18n'
import {nameOf} from '../../record/names'

export interface SealedEntry extends LedgerEntry {
  envelope?: string
  salt?: string
}

export interface EntryPage {
  rows: SealedEntry[]
  size: number
}

export async function readEntries(query: {from?: number; stream?: string; limit?: number}): Promise<EntryPage> {
  const answer = await ask(api.GET('/api/v1/ledger/entries', {params: {query}}))
  return {rows: answer.rows as unknown as SealedEntry[], size: answer.size}
}

/** Entries before `end`, the newest first, and where looking back stopped. Those of others lie between: so many pieces are looked through, no more. */
export async function readBack(most: number, end?: number, read = readEntries): Promise<EntryPage & {older: number}> {
  const pieces = 10
  const size = (await read({limit: 1})).size
  const rows: SealedEntry[] = []
  let older = end ?? size
  for (let piece = 0; piece < pieces && older > 0 && rows.length < most; piece++) {
    const from = Math.max(0, older - most)
    const before = older
    rows.unshift(...(await read({from, limit: most})).rows.filter(({seq}) => seq < before))
    older = from
  }
  return {rows: rows.reverse(), size, older}
}

export const readProof = (seq: number): Promise<Schemas['InclusionProof']> => ask(api.GET('/api/v1/ledger/entries/{seq}/proof', {params: {path: {seq}}}))

export interface Dossier extends Omit<Schemas['Dossier'], 'history'> {
  history: (SealedEntry & {proof: Schemas['InclusionProof']})[]
}

export async function readDossier(kind: string, id: string, seq: number): Promise<Dossier> {
  return await ask(api.GET('/api/v1/dossiers/{kind}/{id}', {params: {path: {kind, id}, query: {seq}}})) as unknown as Dossier
}

/** kind and id of a stream "kind/id". */
export function recordOf(stream: string): {kind: string; id: string} {
  const slash = stream.indexOf('/')
  return {kind: stream.slice(0, slash), id: stream.slice(slash + 1)}
}

/** Kinds of streams that are no records of their own: what the node writes by itself. */
const own = new Set(['node', 'egress', 'refusal', 'usage_segment'])
export const kindName = (kind: string): string => words(recordKind(kind)?.name) || (own.has(kind) ? t(`audit.own.${kind}`) : kind)

export const actorName = (actor: string): string => (actor === 'node' ? t('audit.own.node') : nameOf(actor))
