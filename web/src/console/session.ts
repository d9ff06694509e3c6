/** Who is signed in and what that person may do, as the server says it. */
import shipped from 'virtual:roles'
import {reactive} from 'vue'
import {api, ask, type OperationId, type Schemas} from '@/api/client'
import {Problem} from '@/api/problem'
import {forgetUnsent, keepFor} from '@/form/kept'
import type {Words} from '@/i18n/words'
import type {Access} from './area'

interface Session {
  /** What the node says about itself; also to those who are not signed in. */
  start?: Schemas['Start']
  actor?: Schemas['Actor']
  /** The one-time password has to be changed before anything else. */
  mustChangePassword: boolean
}

export const session = reactive<Session>({mustChangePassword: false})

let restricted = new Set<string>()

export async function learnNode(): Promise<void> {
  session.start = await ask(api.GET('/api/v1/start'))
  restricted = new Set(session.start.roles.flatMap((role) => role.can_do))
}

/** That somebody signed in here; not who, and no secret. It saves a call that would fail. */
const trace = 'gongshu.signed-in'

/** Takes up the session that the browser's cookie holds, if any. */
export async function resume(): Promise<void> {
  if (!localStorage.getItem(trace)) return
  try {
    session.actor = await ask(api.GET('/api/v1/sessions/current'))
    keepFor(session.actor.person)
  } catch (error) {
    if (Problem.of(error).status !== 401) throw error
    forget()
  }
}

export async function signIn(account: string, password: string): Promise<void> {
  const opened = await ask(api.POST('/api/v1/sessions', {body: {account, password}}))
  session.mustChangePassword = opened.must_change_password
  session.actor = await ask(api.GET('/api/v1/sessions/current'))
  keepFor(session.actor.person)
  localStorage.setItem(trace, '1')
}

/** On purpose: what the person wrote and did not send goes as well. */
export async function signOut(): Promise<void> {
  const person = session.actor?.person
  await ask(api.DELETE('/api/v1/sessions/current'))
  forget()
  if (person) forgetUnsent(person)
}

/** Nobody is signed in any more. A session that ran out leaves the person's drafts for the next time. */
export function forget(): void {
  keepFor(undefined)
  session.actor = undefined
  session.mustChangePassword = false
  localStorage.removeItem(trace)
}

/** May this person call the operation? One that the server restricts to no role is open to everybody who is signed in. */
export function may(operation: OperationId): boolean {
  const actor = session.actor
  if (!actor) return false
  if (!restricted.has(operation)) return true
  return session.start!.roles.some((role) => actor.roles.includes(role.role) && role.can_do.includes(operation))
}

/** The organisation decides or supervises, and sees every record. */
export const oversees = (): boolean => session.actor?.oversees ?? false

export function mayOpen(access: Access): boolean {
  if (!access.may && !access.roles && !access.duties && !access.overseer) return true
  const actor = session.actor
  if (!actor) return false
  return Boolean(access.may?.some(may) || (access.overseer && oversees()) || access.roles?.some((role) => actor.roles.includes(role)) || access.duties?.some((duty) => actor.duties.includes(duty)))
}

/** The pack in force, then what is beneath it. */
const named = (): Record<string, Words>[] => [session.start?.pack.id ?? '', 'national'].flatMap((id) => (shipped[id] ? [shipped[id]] : []))

/** A role's name as the rule pack in force has it. The node tells only of roles that may call something. */
export function roleName(role: string): Words {
  return session.start?.roles.find((known) => known.role === role)?.name ?? named().find((names) => names[role])?.[role] ?? {zh: role, en: role}
}

/** Every role that an organisation can have; the node itself is none. */
export function allRoles(): {role: string; name: Words}[] {
  const roles = new Set([...session.start?.roles.map(({role}) => role) ?? [], ...named().flatMap((names) => Object.keys(names))])
  return [...roles].filter((role) => role !== 'node').map((role) => ({role, name: roleName(role)}))
}
