/** What somebody has written and not sent, kept in this browser: drafts of forms for 30 days, queries until the tab is closed; each under the person who wrote it. */
import type {Values} from './spec'

export interface Kept {
  at: string
  values: Values
  /** The person wants it to outlast signing out. */
  stays?: boolean
}

const drafts = 'gongshu.draft.'
const queries = 'gongshu.sql.'
const longest = 30 * 86_400_000

let writer: string | undefined

/** Who is signed in; nothing is kept for anybody else. What another person left in the browser goes, but for drafts that were to stay. */
export function keepFor(person: string | undefined): void {
  writer = person
  if (person) forget((other) => other !== person)
}

/** Signing out: the person's queries go, and the drafts that were not to stay. */
export const forgetUnsent = (person: string): void => forget((other) => other === person)

/** `name`: FORM.PERSON.RECORD. */
const ownerOf = (name: string): string | undefined => /(?:^|\.)(per-[^.]+)\./.exec(name)?.[1]

function read(name: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(drafts + name) ?? 'null') as Kept | null
    return kept && Date.now() - Date.parse(kept.at) < longest ? kept : undefined
  } catch {
    return undefined
  }
}

const keysOf = (storage: Storage, prefix: string): string[] => Object.keys(storage).filter((key) => key.startsWith(prefix))

/** Removes what belongs to people of whom `whose` holds, and every draft that is too old. */
function forget(whose: (person: string | undefined) => boolean): void {
  for (const key of keysOf(localStorage, drafts)) {
    const name = key.slice(drafts.length)
    const kept = read(name)
    if (!kept || (!kept.stays && whose(ownerOf(name)))) localStorage.removeItem(key)
  }
  for (const key of keysOf(sessionStorage, queries)) if (whose(ownerOf(key.slice(queries.length)))) sessionStorage.removeItem(key)
}

export const readDraft = read

export function keepDraft(name: string, values: Values, stays: boolean): boolean {
  if (!writer || ownerOf(name) !== writer) return false
  localStorage.setItem(drafts + name, JSON.stringify({at: new Date().toISOString(), values, ...(stays ? {stays} : {})} satisfies Kept))
  return true
}

export const dropDraft = (name: string): void => localStorage.removeItem(drafts + name)

export const readQuery = (workspace: string): string => (writer && sessionStorage.getItem(`${queries}${writer}.${workspace}`)) || ''

export function keepQuery(workspace: string, sql: string): void {
  if (writer) sessionStorage.setItem(`${queries}${writer}.${workspace}`, sql)
}
