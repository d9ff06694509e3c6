/** Open steps of the person who is signed in, shared by the home page and the bell. */
import {reactive} from 'vue'
import {api, ask, type Schemas} from '@/api/client'
import {Problem} from '@/api/problem'
import {t, words} from '@/i18n'
import {recordKind} from '@/console/gather'
import {readOrganisations} from '@/console/record/names'
import {packName} from '@/console/record/pack'
import {roleName, session} from '@/console/session'
import {rowsOf} from './search'

export type Todo = Schemas['TodoList']['rows'][number]

export const todos = reactive<{rows: Todo[]; loaded: boolean; problem?: Problem; titles: Record<string, string>; seen: string[]}>({rows: [], loaded: false, titles: {}, seen: []})

export const todoKey = (todo: Todo): string => `${todo.kind}/${todo.id}/${todo.step}/${todo.role}`

export async function loadTodos(): Promise<void> {
  try {
    todos.rows = (await ask(api.GET('/api/v1/todos'))).rows
    todos.problem = undefined
  } catch (error) {
    todos.problem = Problem.of(error)
  }
  readSeen()
  todos.loaded = true
  await readTitles()
}

/** Records that were looked for in the list of their kind. */
const looked = new Set<string>()

/** Titles change with what is done. */
export const forgetTitles = (): void => looked.clear()

/** What the records are called, as far as the person may list them. A list is read only for to-dos that are new. */
async function readTitles(): Promise<void> {
  const fresh = todos.rows.filter((todo) => !looked.has(todo.id))
  if (!fresh.length) return
  await readOrganisations()  // titles name them
  for (const name of new Set(fresh.map((todo) => todo.kind))) {
    const kind = recordKind(name)
    for (const row of kind ? await rowsOf(kind) : []) todos.titles[row.id] = row.title
  }
  for (const todo of fresh) looked.add(todo.id)
}

export const todoTitle = (todo: Todo): string => todos.titles[todo.id] ?? todo.id

/** The step in words: as the area says, else put together from the role that reviews or the body that is told. */
export function stepText(todo: Pick<Todo, 'kind' | 'step'>): string {
  const kind = recordKind(todo.kind)
  const known = kind?.steps?.[todo.step] ?? kind?.stepName?.(todo.step)
  if (known) return words(known)
  const [head, role] = [todo.step.split('.')[0] ?? '', todo.step.split('.')[1]]
  if (head === 'review' && role) return t('shell.review', {role: words(roleName(role))})
  if (head === 'file') {
    const recipient = packName(role ?? '')
    return recipient.zh && recipient.zh !== role ? t('shell.fileWith', {recipient: words(recipient)}) : t('shell.file')
  }
  return todo.step
}

/** Which steps the person has looked at in the bell; kept in the browser, holds ids only. */
const seenKey = (): string => `gongshu.seen.${session.actor?.person}`

function readSeen(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(seenKey()) ?? '[]')
    todos.seen = Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []
  } catch {
    todos.seen = []
  }
}

export const isNew = (todo: Todo): boolean => !todos.seen.includes(todoKey(todo))

export function markSeen(): void {
  todos.seen = todos.rows.map(todoKey)
  localStorage.setItem(seenKey(), JSON.stringify(todos.seen))
}
