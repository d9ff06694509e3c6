/** Several tables as one workbook. The library comes with the first export. */
import {cellText, type Column} from '@/blocks/table'

interface Sheet {
  sheet: string
  data: {value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'}[][]
}

export function sheetOf<T>(name: string, rows: readonly T[], columns: readonly Column<T>[]): Sheet {
  const head = columns.map((column) => ({value: column.title(), type: String, fontWeight: 'bold' as const}))
  const body = rows.map((row) => columns.map((column) => {
    const value = column.value(row)
    return column.numeric && typeof value === 'number' ? {value, type: Number} : {value: cellText(column, row), type: String}
  }))
  return {sheet: name.slice(0, 31), data: [head, ...body]}
}

export async function saveWorkbook(sheets: Sheet[], name: string): Promise<void> {
  const {default: writeExcel} = await import('write-excel-file/browser')
  await writeExcel(sheets).toFile(name)
}
