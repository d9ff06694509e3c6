/** The canonical text of a plan (src/engine/canonical.cpp) taken apart: lines, and expressions in brackets. Names and constants stand with their
 *  length in bytes before them, so that none can be taken for structure: 9:residents. */
export type Node = {word: string} | {text: string} | {list: Node[]}

const bytesOf = (letter: string): number => {
  const code = letter.codePointAt(0)!
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** Where so many bytes from `at` end. */
function after(text: string, at: number, bytes: number): number {
  let left = bytes
  while (left > 0 && at < text.length) {
    const letter = String.fromCodePoint(text.codePointAt(at)!)
    left -= bytesOf(letter)
    at += letter.length
  }
  if (left !== 0) throw new SyntaxError('a name ends before its length')
  return at
}

const lengthAt = (text: string, at: number): RegExpMatchArray | undefined => /^(\d+):/.exec(text.slice(at, at + 12)) ?? undefined

/** A name or constant that begins at `at`: its content and where it ends. */
function quotedAt(text: string, at: number): {text: string; end: number} | undefined {
  const length = /[ (]/.test(text[at - 1] ?? ' ') ? lengthAt(text, at) : undefined
  if (!length) return undefined
  const start = at + length[0].length
  const end = after(text, start, Number(length[1]))
  return {text: text.slice(start, end), end}
}

/** Lines of a block without their indentation: one that opens a bracket goes on to where the bracket closes. */
export function linesOf(block: string): string[] {
  const lines: string[] = []
  let [start, depth] = [0, 0]
  for (let at = 0; at < block.length; at += 1) {
    const quoted = /\d/.test(block[at]!) ? quotedAt(block, at) : undefined
    if (quoted) at = quoted.end - 1
    else if (block[at] === '(') depth += 1
    else if (block[at] === ')') depth -= 1
    else if (block[at] === '\n' && depth === 0) {
      lines.push(block.slice(start, at))
      start = at + 1
    }
  }
  return [...lines, block.slice(start).replace(/\n+$/, '')].map((line) => line.trimStart()).filter(Boolean)
}

/** A line's words, names and bracketed expressions, in their order. */
export function nodesOf(line: string): Node[] {
  const open: Node[][] = [[]]
  let at = 0
  const add = (node: Node): void => { open.at(-1)!.push(node) }
  while (at < line.length) {
    const quoted = quotedAt(line, at)
    const word = /^[^\s()]+/.exec(line.slice(at))?.[0]
    if (quoted) add({text: quoted.text})
    else if (word) add({word})
    else if (line[at] === '(') open.push([])
    else if (line[at] === ')') add({list: closed(open)})
    at = quoted ? quoted.end : at + (word?.length ?? 1)
  }
  if (open.length !== 1) throw new SyntaxError('a bracket stays open')
  return open[0]!
}

function closed(open: Node[][]): Node[] {
  const list = open.pop()!
  if (!open.length) throw new SyntaxError('a bracket closes that was not opened')
  return list
}

/** The query within "from (\n  …\n)", and what stands behind it. */
export function innerBlock(line: string): {block: string; rest: string} | undefined {
  const head = line.indexOf('(\n')
  if (head < 0) return undefined
  let depth = 0
  for (let at = head; at < line.length; at += 1) {
    const quoted = /\d/.test(line[at]!) ? quotedAt(line, at) : undefined
    if (quoted) at = quoted.end - 1
    else if (line[at] === '(') depth += 1
    else if (line[at] === ')' && (depth -= 1) === 0) return {block: line.slice(head + 2, at), rest: line.slice(at + 1)}
  }
  return undefined
}
