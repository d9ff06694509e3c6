/** Reads a catalog workbook: which entries it describes, and which cells cannot stand. */
import {check} from '@/form/check'
import type {LimitsOf} from '@/form/contract'
import {formBody, type FormSpec, type Values} from '@/form/spec'
import {comma, t} from '@/i18n'
import {headRows, mostRows, type Layout, type SheetColumn} from './layout'

export type Cell = string | number | boolean | null | undefined | object
export type Sheet = Cell[][]
export type SheetName = 'resources' | 'items'

export interface CellFault {
  sheet: SheetName
  /** Counted from 0, as in the file. */
  row: number
  /** −1: the row as a whole. */
  column: number
  text: string
  /** Worth knowing, yet no reason to leave the row out. */
  warning?: boolean
}

export interface SheetEntry {
  code: string
  title: string
  row: number
  itemRows: number[]
  values: Values
  faults: CellFault[]
}

export interface Read {
  entries: SheetEntry[]
  /** Faults that belong to no entry: a heading that is missing, an item without a resource. */
  loose: CellFault[]
}

const textOf = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell).trim())
const plain = (heading: Cell): string => textOf(heading).replace(/\s*\*$/, '').toLowerCase()

/** Where each column of the layout stands in the file; people move and drop columns. */
export function places(sheet: Sheet, columns: SheetColumn[]): number[] {
  const headings = (sheet[0] ?? []).map(plain)
  return columns.map((column) => headings.findIndex((heading) => column.titles.some((title) => title.toLowerCase() === heading)))
}

/** The value of a cell for the API; a sentence when the cell says something the column cannot hold. */
function valueOf(column: SheetColumn, cell: Cell): {value?: unknown; fault?: string} {
  const text = textOf(cell)
  if (!text) return column.required ? {fault: t('form.fieldMissing', {field: column.title})} : {}
  if (column.kind === 'number') return Number.isFinite(Number(text)) ? {value: Number(text)} : {fault: t('catalog.sheetNumber', {field: column.title})}
  if (column.kind === 'text') return {value: text}
  const found = column.choices.find((choice) => choice.texts.some((one) => one.toLowerCase() === text.toLowerCase()))
  return found ? {value: found.value} : {fault: t('catalog.sheetChoice', {choices: column.choices.map((choice) => choice.texts[0]).join(comma())})}
}

function put(into: Values, path: string[], value: unknown): void {
  const [key, ...rest] = path
  if (!rest.length) into[key!] = value
  else put((into[key!] ??= {}) as Values, rest, value)
}

interface Row {
  row: number
  values: Values
  faults: CellFault[]
}

function rowsOf(name: SheetName, sheet: Sheet, columns: SheetColumn[], at: number[]): Row[] {
  const rows: Row[] = []
  sheet.slice(0, mostRows[name] + headRows).forEach((cells, row) => {
    if (row < headRows || at.every((place) => !textOf(cells[place]))) return
    const values: Values = {}
    const faults: CellFault[] = []
    columns.forEach((column, index) => {
      const {value, fault} = valueOf(column, cells[at[index]!])
      if (fault) faults.push({sheet: name, row, column: at[index]!, text: fault})
      else if (value !== undefined) put(values, column.path, value)
    })
    rows.push({row, values, faults})
  })
  return rows
}

const missing = (name: SheetName, columns: SheetColumn[], at: number[]): CellFault[] =>
  columns.filter((column, index) => column.required && at[index] === -1).map((column) => ({sheet: name, row: 0, column: -1, text: t('catalog.sheetColumn', {field: column.title})}))

/** Puts a fault at a path of the body (items.2.name, negative_list.x, code) where that value stands in the file. */
export function cellOf(path: string, entry: Pick<SheetEntry, 'row' | 'itemRows'>, layout: Layout, at: {resources: number[]; items: number[]}): Omit<CellFault, 'text'> {
  const [head, number, ...rest] = path.split('.')
  const inItem = head === 'items' && number !== undefined && entry.itemRows[Number(number)] !== undefined
  const [name, own] = inItem ? ['items' as const, rest.join('.')] : ['resources' as const, path]
  const index = layout[name].findIndex((column) => column.path.join('.') === own)
  return {sheet: name, row: inItem ? entry.itemRows[Number(number)]! : entry.row, column: index < 0 ? -1 : at[name][index]!}
}

export function readSheets(sheets: {resources: Sheet; items: Sheet}, layout: Layout, spec: FormSpec, limits: LimitsOf): Read {
  const at = {resources: places(sheets.resources, layout.resources), items: places(sheets.items, layout.items)}
  const loose = [...missing('resources', layout.resources, at.resources), ...missing('items', layout.items, at.items)]
  if (loose.length) return {entries: [], loose}
  const items = rowsOf('items', sheets.items, layout.items, at.items)
  const codes = new Map<string, SheetEntry>()
  const codeAt = at.resources[layout.resources.findIndex((column) => column.path[0] === 'code')]!
  const entries = rowsOf('resources', sheets.resources, layout.resources, at.resources).map(({row, values, faults}): SheetEntry => {
    const code = String(values.code ?? '')
    const own = items.filter((item) => item.values['@code'] === code)
    const entry: SheetEntry = {code, title: String(values.title ?? ''), row, itemRows: own.map((item) => item.row), values: {}, faults: [...faults, ...own.flatMap((item) => item.faults)]}
    entry.values = {negative_list: {}, ...values, items: own.map((item) => Object.fromEntries(Object.entries(item.values).filter(([key]) => key !== '@code')))}
    const marked = new Set(entry.faults.map((fault) => `${fault.sheet}/${fault.row}/${fault.column}`))
    for (const [path, text] of Object.entries(check(spec.pages.flatMap((page) => page.fields), entry.values, entry.values, limits))) {
      const fault = {...cellOf(path, entry, layout, at), text}
      if (!marked.has(`${fault.sheet}/${fault.row}/${fault.column}`)) entry.faults.push(fault)
    }
    if (code && codes.has(code)) entry.faults.push({sheet: 'resources', row, column: codeAt, text: t('catalog.sheetTwice', {row: codes.get(code)!.row + 1})})
    else codes.set(code, entry)
    return entry
  })
  for (const item of items) {
    if (!codes.has(String(item.values['@code'] ?? ''))) loose.push(...item.faults, {sheet: 'items', row: item.row, column: at.items[0]!, text: t('catalog.sheetNoOwner')})
  }
  return {entries, loose}
}

/** What the API is sent for an entry of the workbook. */
export const bodyOfEntry = (spec: FormSpec, entry: SheetEntry): Values => ({negative_list: {}, ...formBody(spec, entry.values)})
