/** What reviewers noted about what was filled in before, so that each note stands at the field it is about. */
import type {InjectionKey, Ref} from 'vue'
import type {Field, FormPage} from './spec'

export interface FieldNote {
  /** Where it belongs, as keys of the form's values; a note may go deeper than any field. */
  path: string[]
  /** What the place was called when it was noted: items may have moved since. */
  about: string
  by: string
  text: string
}

export const notesKey: InjectionKey<Ref<FieldNote[]>> = Symbol('notes')

/** The innermost field (or item of a list) on the way to the note; nothing when the form has none. */
export function placeOf(fields: Field[], path: string[]): string[] | undefined {
  const [key, ...rest] = path
  const field = fields.find((one) => one.key === key)
  if (!field) return undefined
  if (field.kind === 'group') return [field.key, ...(placeOf(field.fields ?? [], rest) ?? [])]
  const [index, ...below] = rest
  if (field.kind !== 'list' || index === undefined) return [field.key]
  return [field.key, index, ...(placeOf(field.fields ?? [], below) ?? [])]
}

/** The notes of a form, each at a place that it has; `elsewhere` are those about something that is not filled in here. */
export function placed(pages: Pick<FormPage, 'fields'>[], notes: readonly FieldNote[]): {here: FieldNote[]; elsewhere: FieldNote[]} {
  const fields = pages.flatMap((page) => page.fields)
  const here: FieldNote[] = []
  const elsewhere: FieldNote[] = []
  for (const note of notes) {
    const path = placeOf(fields, note.path)
    if (path) here.push({...note, path})
    else elsewhere.push(note)
  }
  return {here, elsewhere}
}

const same = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((key, index) => key === other[index])

export const notesAt = (notes: readonly FieldNote[], path: readonly string[]): FieldNote[] => notes.filter((note) => same(note.path, path))

/** The notes once item `index` of the list is gone: its own stand at the list, those of the items behind it move up. */
export function withoutItem(notes: readonly FieldNote[], list: readonly string[], index: number): FieldNote[] {
  return notes.map((note) => {
    const [at, ...below] = note.path.slice(list.length)
    if (at === undefined || !same(note.path.slice(0, list.length), list)) return note
    const moved = Number(at) > index ? [String(Number(at) - 1), ...below] : note.path.slice(list.length)
    return {...note, path: [...list, ...(Number(at) === index ? [] : moved)]}
  })
}
