/** Which open steps are alike, and what can be done with all records of a group in one go. */
import type {Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import type {Words} from '@/i18n/words'
import {may, session} from '../../session'
import {barredBy, openParts, opinionForm} from '../../record/opinion'
import type {Act, Chain, Rec, Subject} from '../../record/subject'

export type Todo = Schemas['TodoList']['rows'][number]

export interface Group {
  key: string
  kind: string
  step: string
  role: string
  todos: Todo[]
}

/** Steps of the same kind, step and role, those with more than one record. */
export function groupsOf(todos: readonly Todo[], known: (kind: string) => boolean): Group[] {
  const groups = new Map<string, Group>()
  for (const todo of todos) {
    if (!known(todo.kind)) continue
    const key = `${todo.kind}/${todo.step}/${todo.role ?? ''}`
    const group = groups.get(key) ?? {key, kind: todo.kind, step: todo.step, role: todo.role ?? '', todos: []}
    if (!group.todos.some((one) => one.id === todo.id)) group.todos.push(todo)
    groups.set(key, group)
  }
  return [...groups.values()].filter((group) => group.todos.length > 1)
}

/** Something that can be done with each of the records alike. */
export interface Common {
  label: Words
  form?: FormSpec
  initial?: Values
  reason?: boolean
  danger?: boolean
  send: (record: Rec, body: Values) => Promise<unknown>
}

const actsOf = (subject: Subject<Rec>, record: Rec): Act<Rec>[] => (typeof subject.acts === 'function' ? subject.acts(record) : subject.acts ?? [])
const possible = (subject: Subject<Rec>, record: Rec): Act<Rec>[] => actsOf(subject, record).filter((act) => !act.form && may(act.operation) && (act.when?.(record) ?? true))

/** The opinion that all of them wait for; attachments and a declaration of interest are one record's own and make it impossible. */
function opinion(subject: Subject<Rec>, records: Rec[], role: string): Common | undefined {
  const {review} = subject
  const actor = session.actor
  if (!review || !actor || !may(review.operation)) return undefined
  const parts = records.map((record) => {
    const chain = review.of(record) as Chain | undefined
    return chain?.steps && !barredBy(chain, actor.person) ? openParts(chain, actor.roles).find((part) => part.role === role) : undefined
  })
  if (parts.some((part) => !part || part.attachments.length || part.declares)) return undefined
  const form = opinionForm([{role, attachments: [], declares: false}], [])
  return {label: form.pages[0]!.title, form: {...form, id: 'batch_opinion'}, initial: {role}, send: (record, body) => review.send(record, body as unknown as Schemas['GiveOpinion'])}
}

/** An opinion where a review waits, and the acts without fields that every one of the records allows. What only reads is left out. */
export function commonActs(subject: Subject<Rec>, records: Rec[], group: Pick<Group, 'step' | 'role'>): Common[] {
  if (!records.length) return []
  const given = group.step.startsWith('review.') ? opinion(subject, records, group.role || group.step.slice('review.'.length)) : undefined
  const [first, ...others] = records.map((record) => possible(subject, record))
  const alike = first!.filter((act) => !act.operation.startsWith('get') && !act.operation.startsWith('download') && others.every((acts) => acts.some((one) => one.operation === act.operation && one.label.zh === act.label.zh)))
  const acts = alike.map((act): Common => ({
    label: act.label, reason: act.reason, danger: act.danger,
    send: async (record, body) => {
      const own = possible(subject, record).find((one) => one.operation === act.operation && one.label.zh === act.label.zh)
      if (own) await own.send(record, body)
    },
  }))
  return given ? [given, ...acts] : acts
}
