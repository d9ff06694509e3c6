/** A form as data. Limits (required, lengths, patterns, choices) come from the contract's schema of the body; the spec adds words, order, help and conditions. */
import type {Words} from '@/i18n/words'

export type Values = Record<string, unknown>

export interface Option {
  value: string | number | boolean
  label: string
}

export type FieldKind = 'text' | 'long' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'yesno' | 'group' | 'list' | 'words' | 'document' | 'verdicts'

export interface Field {
  /** Key in the body; inside a group or a list, the key in that object. */
  key: string
  label: Words
  kind: FieldKind
  help?: Words
  /** Required beyond what the contract says, e.g. by the pack. */
  required?: boolean
  /** Article that asks for it; shown beside the label. */
  article?: string
  /** Shown, checked and sent only when this holds. `values` is the whole form, `own` the object the field lies in. */
  when?: (values: Values, own: Values) => boolean
  /** choice, choices, verdicts: what to choose from; without it the contract's enum, named by `names`. */
  options?: () => Option[] | Promise<Option[]>
  /** Names of enum values. */
  names?: Record<string, Words>
  /** Of a group, or of each item of a list. */
  fields?: Field[]
  /** document: the kind of document that is deposited. */
  documentKind?: string
  initial?: unknown
  /** list, group: the contract wants it, but nothing in it is an answer as well ("none"). */
  mayBeEmpty?: boolean
}

export interface FormPage {
  key: string
  title: Words
  help?: Words
  when?: (values: Values) => boolean
  fields: Field[]
}

export interface FormSpec {
  /** Names the draft that the browser keeps. */
  id: string
  /** Schema of the body in the contract, e.g. 'DraftCatalogEntry'. */
  schema?: string
  pages: FormPage[]
}

export const isShown = (field: Field, values: Values, own: Values): boolean => !field.when || field.when(values, own)

/** What a field holds before anybody writes in it. */
export function blank(field: Field): unknown {
  if (field.initial !== undefined) return structuredClone(field.initial)
  if (field.kind === 'group') return blankOf(field.fields ?? [])
  if (field.kind === 'list') return [blankOf(field.fields ?? [])]
  if (field.kind === 'choices' || field.kind === 'words') return []
  if (field.kind === 'verdicts') return {}
  return undefined
}

export function blankOf(fields: Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.key, blank(field)]))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)
    || (typeof value === 'object' && !Array.isArray(value) && !Object.keys(value as object).length)
}

/** The body to send: shown fields only, nothing empty. */
export function bodyOf(fields: Field[], own: Values, values: Values = own): Values {
  const out: Values = {}
  for (const field of fields) {
    if (!isShown(field, values, own)) continue
    let value = own[field.key]
    if (field.kind === 'group') value = bodyOf(field.fields ?? [], (value ?? {}) as Values, values)
    if (field.kind === 'list') value = ((value ?? []) as Values[]).map((item) => bodyOf(field.fields ?? [], item, values))
    if (field.kind === 'text' || field.kind === 'long') value = typeof value === 'string' ? value.trim() : value
    if (!isEmpty(value) || (field.mayBeEmpty && value)) out[field.key] = value
  }
  return out
}

export const formBody = (spec: FormSpec, values: Values): Values => bodyOf(shownPages(spec, values).flatMap((page) => page.fields), values)

export const shownPages = (spec: FormSpec, values: Values): FormPage[] => spec.pages.filter((page) => !page.when || page.when(values))
