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
