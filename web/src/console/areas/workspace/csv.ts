/** Header and first rows of a CSV file, for the columns of an import; the node reads the rows itself. */
import type {Schemas} from '@/api/client'

type Column = Schemas['SocialColumn']

/** Cells of the first `most` lines; a cell in quotes may hold commas, quotes and line ends. */
export function readCsv(text: string, most = 200): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const char = text[at]!
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') { cell += '"'; at++ } else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',') { row.push(cell); cell = '' } else if (char === '\n') { rows.push([...row, cell]); row = []; cell = '' } else if (char !== '\r') cell += char
  }
  if (rows.length < most && (cell || row.length)) rows.push([...row, cell])
  return rows
}

const tests: [Column['type'], RegExp][] = [['boolean', /^(true|false)$/], ['integer', /^-?\d{1,18}$/], ['decimal', /^-?\d+(\.\d+)?$/], ['date', /^\d{4}-\d\d-\d\d$/]]

/** A column for each of the header: its name where it is one that the node takes, the narrowest type that fits the cells seen. */
export function columnsOf(rows: string[][]): Column[] {
  const [header = [], ...body] = rows
  return header.map((name, index) => {
    const cells = body.map((row) => row[index] ?? '').filter((cell) => cell !== '')
    return {name: name.trim(), type: cells.length ? tests.find(([, test]) => cells.every((cell) => test.test(cell)))?.[0] ?? 'text' : 'text'}
  })
}
