/** Where output columns come from, laid out in two columns of boxes: for the picture on the page and the one in a file. */
import type {Schemas} from '@/api/client'

type Explained = Pick<Schemas['ExplainedColumn'], 'name' | 'how' | 'sources'>

export interface Box {
  id: string
  label: string
  x: number
  y: number
}

export interface Arrow {
  id: string
  from: string
  to: string
  label: string
}

export interface Layout {
  sources: Box[]
  outputs: Box[]
  arrows: Arrow[]
  height: number
}

const rowHeight = 56
const right = 420

export function layOut(columns: readonly Explained[], made: (how: string) => string): Layout {
  const names = [...new Set(columns.flatMap((column) => column.sources.map((one) => `${one.table}.${one.column}`)))]
  return {
    sources: names.map((label, index) => ({id: `s:${label}`, label, x: 0, y: index * rowHeight})),
    outputs: columns.map(({name}, index) => ({id: `o:${name}`, label: name, x: right, y: index * rowHeight})),
    arrows: columns.flatMap(({name, how, sources}) => sources.map((one) => ({id: `${one.table}.${one.column}>${name}`, from: `s:${one.table}.${one.column}`, to: `o:${name}`, label: made(how)}))),
    height: Math.max(names.length, columns.length, 2) * rowHeight + 40,
  }
}

const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const boxWidth = 240
const boxHeight = 36

/** The picture as a file of its own: black on white, so that it prints. */
export function lineageSvg({sources, outputs, arrows, height}: Layout, title: string): string {
  const boxes = [...sources, ...outputs]
  const at = new Map(boxes.map((box) => [box.id, box]))
  const middle = (box: Box): number => box.y + 20 + boxHeight / 2
  const lines = arrows.map((arrow) => {
    const [from, to] = [at.get(arrow.from)!, at.get(arrow.to)!]
    const [x1, x2] = [from.x + 20 + boxWidth, to.x + 20]
    return `<path d="M${x1} ${middle(from)} C${(x1 + x2) / 2} ${middle(from)} ${(x1 + x2) / 2} ${middle(to)} ${x2} ${middle(to)}" fill="none" stroke="#555" marker-end="url(#tip)"/>`
      + `<text x="${(x1 + x2) / 2}" y="${(middle(from) + middle(to)) / 2 - 4}" text-anchor="middle" font-size="12">${safe(arrow.label)}</text>`
  })
  const shapes = boxes.map((box) => `<rect x="${box.x + 20}" y="${box.y + 20}" width="${boxWidth}" height="${boxHeight}" rx="4" fill="#fff" stroke="#333"/>`
    + `<text x="${box.x + 20 + boxWidth / 2}" y="${middle(box) + 5}" text-anchor="middle" font-size="14">${safe(box.label)}</text>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${right + boxWidth + 40}" height="${height}" font-family="sans-serif"><title>${safe(title)}</title>`
    + `<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>`
    + `<rect width="100%" height="100%" fill="#fff"/>${lines.join('')}${shapes.join('')}</svg>`
}
