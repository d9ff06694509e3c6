/** Open steps of the person who is signed in, shared by the home page and the bell. */
import {reactive} from 'vue'
import {api, ask, type Schemas} from '@/api/client'
import {Problem} from '@/api/problem'
import {t, words} from '@/i18n'
import {recordKind} from '@/console/gather'
import {roleName} from '@/console/session'

export type Todo = Schemas['TodoList']['rows'][number]

export const todos = reactive<{rows: Todo[]; loaded: boolean; problem?: Problem}>({rows: [], loaded: false})

export async function loadTodos(): Promise<void> {
  try {
    todos.rows = (await ask(api.GET('/api/v1/todos'))).rows
    todos.problem = undefined
  } catch (error) {
    todos.problem = Problem.of(error)
  }
  todos.loaded = true
}

/** The step in words: as the area says, else put together from the role that reviews or the body that is told. */
export function stepText(todo: Pick<Todo, 'kind' | 'step'>): string {
  const kind = recordKind(todo.kind)
  const known = kind?.steps?.[todo.step] ?? kind?.stepName?.(todo.step)
  if (known) return words(known)
  const [head, role] = [todo.step.split('.')[0] ?? '', todo.step.split('.')[1]]
  if (head === 'review' && role) return t('shell.review', {role: words(roleName(role))})
  if (head === 'file') return t('shell.file')
  return todo.step
}
