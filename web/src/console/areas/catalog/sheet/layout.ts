/** The two sheets of a catalog workbook, derived from the form of an entry: one row for each resource, one for each of its data items. */
import type {LimitsOf} from '@/form/contract'
import {type Field, type FormSpec} from '@/form/spec'
import {t, words} from '@/i18n'

export interface Choice {
  value: string | boolean
  /** What a cell may say; the first is what the drop-down offers. */
  texts: string[]
}

export interface SheetColumn {
  /** Where the value goes in the resource's or the item's own object. */
  path: string[]
  title: string
  /** Headings that mean this column, in either language. */
  titles: string[]
  help: string
  required: boolean
  kind: 'text' | 'number' | 'choice'
  choices: Choice[]
  /** The drop-down holds nothing unless this column holds that value. */
  unless?: {path: string; value: string}
}

export interface Layout {
  resources: SheetColumn[]
  /** The first column names the resource by its code. */
  items: SheetColumn[]
}

const both = (name: {zh: string; en: string}): string[] => [words(name), name.zh, name.en]
const yesNo = (): Choice[] => [{value: true, texts: [t('catalog.yes'), '是', 'yes']}, {value: false, texts: [t('catalog.no'), '否', 'no']}]

async function columnsOf(field: Field, limits: LimitsOf, base: string[]): Promise<SheetColumn[]> {
  const limit = limits([...base, field.key])
  const column = (path: string[], titles: string[], choices: Choice[], required: boolean): SheetColumn => ({
    path, title: titles[0]!, titles, help: words(field.help), required, kind: choices.length ? 'choice' : field.kind === 'number' ? 'number' : 'text', choices,
  })
  if (field.kind === 'verdicts') {
    const options = await field.options?.() ?? []
    const applies: Choice[] = [{value: true, texts: [t('catalog.applies'), '属于', 'applies']}, {value: false, texts: [t('catalog.appliesNot'), '不属于', 'does not apply']}]
    return options.map((option) => column([field.key, String(option.value)], [t('catalog.negativeOf', {category: option.label}), String(option.value)], applies, true))
  }
  const offered = field.kind === 'choice' ? await field.options?.() ?? [] : []
  const named = [...Object.entries(field.names ?? {}).map(([value, name]): Choice => ({value, texts: [...both(name), value]})), ...offered.map((option): Choice => ({value: String(option.value), texts: [option.label, String(option.value)]}))]
  const required = !field.when && (field.required || limit.required)
  const made = column([field.key], [...both(field.label), field.key], field.kind === 'yesno' ? yesNo() : named, required)
  return [field.key === 'shared_from' || field.key === 'shared_consent' ? {...made, unless: {path: 'origin', value: 'shared'}} : made]
}

/** Every column of both sheets; what is required and how long comes from the contract, the categories from the pack. */
export async function layoutOf(spec: FormSpec, limits: LimitsOf): Promise<Layout> {
  const fields = spec.pages.flatMap((page) => page.fields)
  const list = fields.find((field) => field.kind === 'list')!
  const code = fields.find((field) => field.key === 'code')!
  const resources = await Promise.all(fields.filter((field) => field !== list).map((field) => columnsOf(field, limits, [])))
  const items = await Promise.all((list.fields ?? []).map((field) => columnsOf(field, limits, [list.key, '0'])))
  const owner: SheetColumn = {path: ['@code'], title: words(code.label), titles: [...both(code.label), 'code'], help: t('catalog.sheetOwner'), required: true, kind: 'text', choices: []}
  return {resources: resources.flat(), items: [owner, ...items.flat()]}
}

/** A, B, …, Z, AA: how a spreadsheet names its columns. */
export function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)
}

/** Rows above the first row of values: the headings, and what to fill in. */
export const headRows = 2
/** As far down as the drop-downs reach, and no further is read. */
export const mostRows = {resources: 500, items: 5000}
