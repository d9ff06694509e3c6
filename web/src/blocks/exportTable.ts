/** A table as a file. The name holds nothing a file system or a shell could take for something else. */
import {cellText, type Column} from './table'

export function safeFileName(name: string, extension: string): string {
  const kept = name.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '_').replace(/^_+|_+$/g, '').slice(0, 80)
  return `${kept || 'gongshu'}.${extension}`
}

/** A spreadsheet takes a text that begins so for a formula. */
const formula = /^[=+\-@\t\r]/

export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function cells<T>(columns: readonly Column<T>[], row: T): (string | number)[] {
  return columns.map((column) => {
    const value = column.value(row)
    return column.numeric && typeof value === 'number' && !column.text ? value : cellText(column, row)
  })
}

export function toCsv<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const lines = [columns.map((column) => csvCell(column.title())), ...rows.map((row) => cells(columns, row).map(csvCell))]
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function saveCsv<T>(rows: readonly T[], columns: readonly Column<T>[], name: string): void {
  saveAs(new Blob([toCsv(rows, columns)], {type: 'text/csv;charset=utf-8'}), safeFileName(name, 'csv'))
}

export async function saveXlsx<T>(rows: readonly T[], columns: readonly Column<T>[], name: string): Promise<void> {
  const {default: writeExcel} = await import('write-excel-file/browser')
  const head = columns.map((column) => ({value: column.title(), type: String, fontWeight: 'bold' as const}))
  const body = rows.map((row) => cells(columns, row).map((value) => (typeof value === 'number' ? {value, type: Number} : {value, type: String})))
  await writeExcel([head, ...body]).toFile(safeFileName(name, 'xlsx'))
}
