/** The record that a decision or an exception is about: "kind/id" in the contract, chosen and shown by its title. */
import type {Field, Values} from '@/form/spec'
import {words} from '@/i18n'
import {recordKind, recordKinds} from '../../gather'
import {titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'

/** What decisions and exceptions are mostly about stands first. */
const first = ['organisation', 'operation_plan', 'agreement', 'catalog_entry', 'registration', 'scenario', 'product']
const place = (kind: string): number => (first.includes(kind) ? first.indexOf(kind) : first.length)
const other = '_other'

export function splitSubject(subject: string): {kind: string; id: string} {
  const [kind = '', id = ''] = subject.split('/')
  return {kind, id}
}

/** The kind's name and the record's title, else its id. */
export function aboutName(subject: string): string {
  const {kind, id} = splitSubject(subject)
  return `${words(recordKind(kind)?.name) || kind} ${titleOf(kind, id)}`
}

/** The same for many, as text that does not change any more. Titles of `own`, which come with such texts themselves, are left out. */
export async function aboutNames(subjects: readonly string[], own: string): Promise<Map<string, string>> {
  const kinds = [...new Set(subjects.map((one) => splitSubject(one).kind))].filter((kind) => kind !== own)
  const rows = (await Promise.all(kinds.map(async (kind) => await recordKind(kind)?.list?.().catch(() => []) ?? []))).flat()
  const titles = new Map(rows.map(({id, title}) => [id, title]))
  return new Map(subjects.map((one) => {
    const {kind, id} = splitSubject(one)
    return [one, `${words(recordKind(kind)?.name) || kind} ${titles.get(id) ?? id}`]
  }))
}

const keyOf = (kind: string): string => `_about_${kind}`

/** Its kind, then the record of that kind by its title; written as kind/id only where it is in no list. */
export function aboutFields(): Field[] {
  const kinds = recordKinds().filter(({list}) => list).sort((a, b) => place(a.kind) - place(b.kind))
  const label = {zh: '针对的记录', en: 'About the record'}
  return [
    {key: '_about', label: {zh: '记录种类', en: 'Kind of record'}, kind: 'choice', required: true, options: () => [...kinds.map(({kind, name}) => ({value: kind, label: words(name)})), {value: other, label: words({zh: '其他（按编号填写）', en: 'Other (by its id)'})}]},
    ...kinds.map(({kind}): Field => ({key: keyOf(kind), label, kind: 'choice', required: true, options: () => recordOptions(kind), when: (values) => values._about === kind})),
    {key: 'subject', label, kind: 'text', required: true, when: (values) => values._about === other, help: {zh: '形如 operation_plan/pla-…', en: 'As operation_plan/pla-…'}},
  ]
}

/** The body with the subject that `aboutFields` asked for. */
export function withSubject(body: Values): Values {
  const kind = String(body._about)
  return kind === other ? body : {...body, subject: `${kind}/${String(body[keyOf(kind)])}`}
}
