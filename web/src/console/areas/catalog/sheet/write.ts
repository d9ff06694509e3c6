/** Writes the template with its drop-downs, and the workbook that comes back with the cells at fault marked. */
import type {Feature, Row, Sheet as SheetOfFile} from 'write-excel-file/universal'
import {safeFileName, saveAs} from '@/blocks/exportTable'
import {t} from '@/i18n'
import {headRows, letters, mostRows, type Layout, type SheetColumn} from './layout'
import type {Cell, CellFault, Sheet, SheetName} from './read'

type File = SheetOfFile<Blob>
const red = '#f8c9c4'
const amber = '#fde3b3'
const grey = '#e9edf2'

interface Rule {
  /** Column of the sheet, from 0. */
  column: number
  formula: string
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Drop-downs of a sheet as the file format has them; the writer knows none by itself. */
function dropDowns(rules: Record<number, {rules: Rule[]; rows: number}>): Feature<Blob> {
  const markup = ({rules: of, rows}: {rules: Rule[]; rows: number}): string => `<dataValidations count="${of.length}">${of.map(({column, formula}) =>
    `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters(column)}${headRows + 1}:${letters(column)}${headRows + rows}"><formula1>${escape(formula)}</formula1></dataValidation>`).join('')}</dataValidations>`
  return {files: {transform: {'xl/worksheets/sheet{id}.xml': {transform: (xml, _options, {sheetIndex}) => {
    const found = rules[sheetIndex]
    if (!found?.rules.length) return xml
    // the schema wants it after conditionalFormatting and before hyperlinks, printOptions, pageMargins, …
    const next = /<(?:hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|drawing|legacyDrawing|tableParts|extLst)\b|<\/worksheet>/
    return xml.replace(next, (tag) => `${markup(found)}${tag}`)
  }}}}}
}

const head = (columns: SheetColumn[]): Row[] => [
  columns.map((column) => ({value: `${column.title}${column.required ? ' *' : ''}`, fontWeight: 'bold' as const, backgroundColor: grey, wrap: true})),
  columns.map((column) => ({value: [column.help, column.choices.length ? t('catalog.sheetPick') : ''].filter(Boolean).join('；') || ' ', textColor: '#515b6b', wrap: true, alignVertical: 'top' as const})),
]

const widths = (columns: SheetColumn[]): {width: number}[] => columns.map((column) => ({width: Math.max(14, Math.min(34, column.title.length * 2.2 + 4))}))

/** Lists of the drop-downs in a sheet of their own; a column whose choice hangs on another offers an empty cell until that one is chosen. */
function rulesOf(columns: SheetColumn[], lists: string[][]): Rule[] {
  const named = `'${t('catalog.sheetLists')}'`
  return columns.flatMap((column, index): Rule[] => {
    const texts = column.choices.map((choice) => choice.texts[0]!)
    if (!texts.length) return []
    lists.push([column.title, ...texts])
    const letter = letters(lists.length - 1)
    const range = `${named}!$${letter}$2:$${letter}$${texts.length + 1}`
    if (!column.unless) return [{column: index, formula: range}]
    const on = columns.findIndex((one) => one.path.join('.') === column.unless!.path)
    const text = columns[on]!.choices.find((choice) => choice.value === column.unless!.value)!.texts[0]!
    return [{column: index, formula: `IF($${letters(on)}${headRows + 1}="${text}",${range},${named}!$${letter}$1000:$${letter}$1000)`}]
  })
}

async function build(layout: Layout, rows: {resources: Row[]; items: Row[]}, extra: number): Promise<Blob> {
  const {default: write} = await import('write-excel-file/universal')
  const lists: string[][] = []
  const names = {resources: t('catalog.sheetResources'), items: t('catalog.sheetItems'), lists: t('catalog.sheetLists')}
  const code = letters(layout.resources.findIndex((column) => column.path[0] === 'code'))
  const resources = rulesOf(layout.resources, lists)
  const items = [{column: 0, formula: `'${names.resources}'!$${code}$${headRows + 1}:$${code}$${headRows + mostRows.resources}`}, ...rulesOf(layout.items, lists)]
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const listRows: Row[] = Array.from({length: longest}, (_, row) => lists.map((list) => (list[row] === undefined ? null : {value: list[row], ...(row ? {} : {fontWeight: 'bold' as const})})))
  const spare = extra ? [{width: 60}] : []
  const files: File[] = [
    {sheet: names.resources, data: rows.resources, columns: [...widths(layout.resources), ...spare], stickyRowsCount: headRows},
    {sheet: names.items, data: rows.items, columns: [...widths(layout.items), ...spare], stickyRowsCount: headRows},
    {sheet: names.lists, data: listRows, columns: lists.map(() => ({width: 24}))},
  ]
  return write(files, {features: [dropDowns({0: {rules: resources, rows: mostRows.resources}, 1: {rules: items, rows: mostRows.items}})]}).toBlob()
}

/** An empty workbook. */
export function template(layout: Layout): Promise<Blob> {
  return build(layout, {resources: head(layout.resources), items: head(layout.items)}, 0)
}

const valueOf = (cell: Cell): string | number | boolean | undefined =>
  (cell === null || cell === undefined ? undefined : typeof cell === 'number' || typeof cell === 'boolean' ? cell : String(cell))

/** The file as it was, each cell at fault coloured, and beside each row what is wrong with it. Notes of an earlier round are left out. */
function marked(name: SheetName, given: Sheet, faults: CellFault[], done: Map<number, string>): Row[] {
  const notes = given[0]?.findIndex((cell) => cell === t('catalog.sheetFaults')) ?? -1
  const sheet = notes < 0 ? given : given.map((cells) => cells.slice(0, notes))
  const width = Math.max(0, ...sheet.map((cells) => cells.length))
  const headingOf = (column: number): string => String(sheet[0]?.[column] ?? '').replace(/\s*\*$/, '')
  return sheet.map((cells, row) => {
    const own = faults.filter((fault) => fault.sheet === name && fault.row === row)
    const said = row === 0 ? [t('catalog.sheetFaults')] : [done.get(row), ...own.map((fault) => (fault.column < 0 ? fault.text : `${headingOf(fault.column)}：${fault.text}`))]
    const note = said.filter(Boolean).join('；')
    const plain: Row = Array.from({length: width}, (_, column) => {
      const fault = own.find((one) => one.column === column)
      const value = valueOf(cells[column])
      if (row === 0) return {value: value ?? ' ', fontWeight: 'bold' as const, backgroundColor: grey, wrap: true}
      if (row < headRows) return {value: value ?? ' ', textColor: '#515b6b', wrap: true}
      return fault ? {value: value ?? ' ', backgroundColor: fault.warning ? amber : red} : value === undefined ? null : {value}
    })
    const bad = row > 0 && own.some((fault) => !fault.warning)
    return [...plain, note ? {value: note, wrap: true, ...(row ? {} : {fontWeight: 'bold' as const, backgroundColor: grey}), ...(bad ? {textColor: '#a8201a'} : {})} : null]
  })
}

/** `done`: what became of a row of the first sheet, e.g. the id of the draft it is now. */
export function returned(layout: Layout, sheets: {resources: Sheet; items: Sheet}, faults: CellFault[], done: Map<number, string>): Promise<Blob> {
  return build(layout, {resources: marked('resources', sheets.resources, faults, done), items: marked('items', sheets.items, faults, new Map())}, 1)
}

export const save = (blob: Blob, name: string): void => saveAs(blob, safeFileName(name, 'xlsx'))

/** The two sheets of a file that somebody chose; throws when it is no workbook or lacks one of them. */
export async function open(file: Blob): Promise<{resources: Sheet; items: Sheet}> {
  const {default: read} = await import('read-excel-file/universal')
  const found = await read(file) as {sheet: string; data: Sheet}[]
  const pick = (names: string[]): Sheet | undefined => found.find((one) => names.includes(one.sheet))?.data
  const [resources, items] = [pick([t('catalog.sheetResources'), '资源', 'Resources']), pick([t('catalog.sheetItems'), '信息项', 'Data items'])]
  if (!resources || !items) throw new Error(t('catalog.sheetMissing', {names: `${t('catalog.sheetResources')}、${t('catalog.sheetItems')}`}))
  return {resources, items}
}
