/**
 * What ships with the product and the API does not serve. `virtual:packs`: the rules of every pack, the stories that name a rule, the product's
 * defaults and the holidays' names. `virtual:roles`: the names of roles that may call nothing of their own but review or supervise.
 * `virtual:items`: what the packs beneath the local one ask to be stated. Read from rulepacks/, stories/ and docs/reference/enforcement-points.md when the pages are built.
 */
import fs from 'node:fs'
import path from 'node:path'
import type {Plugin} from 'vite'
import {parse} from 'yaml'

const root = path.resolve(import.meta.dirname, '..')

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

/** Pack → role → its name there; the console needs them before anybody opens a page of rules. */
function roles(): Record<string, unknown> {
  const folder = path.join(root, 'rulepacks')
  return Object.fromEntries(packs().map(({id}) => [id, yaml(path.join(folder, String(id), 'pack.yaml')).roles ?? {}]))
}

/** Pack → its rules that list what has to be stated: the API serves the local pack's rules, and those of the packs beneath it bind as well. */
function items(): Record<string, unknown> {
  const lists = (params: unknown): boolean => Array.isArray((params as Document).items)
  return Object.fromEntries(packs().filter(({base}) => !base).map(({id, labels, rules}) => {
    const found = list(rules).map((rule) => ({...rule, bind: list(rule.bind).filter(({params}) => lists(params))})).filter(({bind}) => bind.length)
    const keys = new Set(found.flatMap(({bind}) => bind.flatMap(({params}) => (params as Document).items as string[])))
    return [id, {rules: found, labels: Object.fromEntries(Object.entries(labels as Document).filter(([key]) => keys.has(key)))}]
  }))
}

const modules: Record<string, () => unknown> = {
  'virtual:packs': () => ({packs: packs(), stories: stories(), defaults: defaults(), calendars: calendars()}),
  'virtual:roles': roles,
  'virtual:items': items,
}

export function packsPlugin(): Plugin {
  return {
    name: 'gongshu-packs',
    resolveId: (id) => (id in modules ? `\0${id}` : undefined),
    load: (id) => (id.slice(1) in modules && id.startsWith('\0') ? `export default ${JSON.stringify(modules[id.slice(1)]!())}` : undefined),
  }
}
