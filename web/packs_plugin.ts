/**
 * `virtual:packs`: what ships with the product and the API does not serve: the rules of every pack, the stories that name a rule, the product's
 * defaults and the holidays' names. Read from rulepacks/, stories/ and docs/reference/enforcement-points.md when the pages are built.
 */
import fs from 'node:fs'
import path from 'node:path'
import type {Plugin} from 'vite'
import {parse} from 'yaml'

const root = path.resolve(import.meta.dirname, '..')
const name = 'virtual:packs'

type Document = Record<string, unknown>
const yaml = (file: string): Document => parse(fs.readFileSync(file, 'utf8')) as Document
const list = (value: unknown): Document[] => (Array.isArray(value) ? value as Document[] : [])

function packs(): Document[] {
  const folder = path.join(root, 'rulepacks')
  return fs.readdirSync(folder).sort().filter((id) => fs.existsSync(path.join(folder, id, 'pack.yaml'))).map((id) => {
    const pack = yaml(path.join(folder, id, 'pack.yaml'))
    const {title, issuer, status, issued, effective, expires, base, rules} = pack
    const parts = path.join(folder, id, 'pack.d')
    const labels = Object.assign({}, pack.labels, ...(fs.existsSync(parts) ? fs.readdirSync(parts).sort().map((file) => yaml(path.join(parts, file)).labels ?? {}) : []))
    return {id, title, issuer, status, base, labels, dates: {issued, effective, expires}, rules: list(rules).map(({id: rule, article, level, zh, en, bind, deferred}) =>
      ({id: rule, article, level, zh, en, deferred, bind: list(bind).map(({point, params}) => ({point, params: params ?? {}}))}))}
  })
}

/** Rule → the stories that name it: folder/name and title. */
function stories(): Record<string, Document[]> {
  const folder = path.join(root, 'stories')
  const out: Record<string, Document[]> = {}
  for (const file of fs.readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((one) => one.endsWith('.yaml') && !one.startsWith('packs') && !one.startsWith('fixtures')).sort()) {
    const story = yaml(path.join(folder, file))
    for (const rule of (Array.isArray(story.rules) ? story.rules as string[] : [])) (out[rule] ??= []).push({file: file.replace(/\.yaml$/, ''), title: story.title})
  }
  return out
}

/** Enforcement point → parameter → default, from the page that the program writes. */
function defaults(): Record<string, Record<string, string>> {
  const out: Record<string, Record<string, string>> = {}
  let point = ''
  for (const line of fs.readFileSync(path.join(root, 'docs/reference/enforcement-points.md'), 'utf8').split('\n')) {
    const head = /^## `([\w.]+)`/.exec(line)
    if (head) point = head[1]!
    const row = /^\| `(\w+)` \|.*\| ([^|]+) \|$/.exec(line)
    if (row && row[2] !== '—') (out[point] ??= {})[row[1]!] = row[2]!.replaceAll(/[`"]/g, '')
  }
  return out
}

function calendars(): Document[] {
  const folder = path.join(root, 'rulepacks/calendar')
  return fs.readdirSync(folder).sort().map((file) => {
    const {year, notice, source, off, working} = yaml(path.join(folder, file))
    return {year, notice, source, off, working}
  })
}

export function packsPlugin(): Plugin {
  return {
    name: 'gongshu-packs',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify({packs: packs(), stories: stories(), defaults: defaults(), calendars: calendars()})}` : undefined),
  }
}
