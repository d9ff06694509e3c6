/** Walks over the console by its links: which routes there are, which of them a person reaches, and how long each took to stand. */
import type {Page} from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import {missingText, open, overflow} from './fixtures'
import {judge} from './times'

/** The routes that the areas register. `subjectRoutes` stands for a list, one record, and a new one where somebody may begin it. */
export const registered: string[] = (() => {
  const areas = path.resolve(import.meta.dirname, '../src/console/areas')
  return fs.readdirSync(areas).flatMap((area) => fs.readFileSync(path.join(areas, area, 'routes.ts'), 'utf8').split(/(?=subjectRoutes\(\{|\{path: ')/).flatMap((part) => {
    const at = /path: '([^']+)'/.exec(part)?.[1]
    if (!at) return []
    return part.startsWith('subjectRoutes') ? [at, `${at}/:id`, ...(part.includes('begin: {') ? [`${at}/new`] : [])] : [at]
  }))
})()
const matchers = [...registered].sort((a, b) => a.split(':').length - b.split(':').length).map((route) => ({route, like: new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)}))

/** The route of an address, so that one record of a kind is enough. */
function pattern(hash: string): string {
  const address = hash.replace(/^#/, '').replace(/\?.*$/, '')
  return matchers.find(({like}) => like.test(address))?.route ?? address
}

/** GONGSHU_WALK=/plans,/matters walks only over addresses that begin so, from the home page. */
const only = process.env.GONGSHU_WALK?.split(',')
export const walked = (route: string): boolean => !only || route === '/' || only.some((start) => route.startsWith(start))

async function links(page: Page): Promise<string[]> {
  return page.locator('a[href^="#/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
}

/** How long each route took until nothing was being read any more, for each account that opened it. */
const times = new Map<string, number[]>()

/** Milliseconds in which a route should stand, and those after which three openings in a row fail the test. */
const goal = 1000
const limit = 3000
const openings = 3

/** An opening that is slow is repeated: one that is slow three times running is the page's fault, not the machine's. */
async function openTimed(page: Page, hash: string, kind: string): Promise<void> {
  const all = times.get(kind) ?? []
  times.set(kind, all)
  for (let count = 1; count <= openings; count++) {
    if (count > 1) await open(page, kind === '/' ? '#/catalog' : '#/')
    const begun = Date.now()
    await open(page, hash)
    all.push(Date.now() - begun)
    if (Math.min(...all) <= goal) return
  }
}

export function judgeTimes(): void {
  const rows = [...times].map(([name, all]) => ({name, value: Math.min(...all), goal, limit})).sort((a, b) => b.value - a.value)
  judge('routes', `${rows.length} routes, the slowest in ${rows[0]!.value} ms (${rows[0]!.name}), the middle one in ${rows[Math.floor(rows.length / 2)]!.value} ms`, rows)
}

export function printTimes(): void {
  const rows = [...times].map(([route, all]) => ({route, median: [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!, most: Math.max(...all)})).sort((a, b) => b.median - a.median)
  console.log(`routes: ${rows.length}; milliseconds (median, slowest)\n${rows.map(({route, median, most}) => `${String(median).padStart(6)} ${String(most).padStart(6)}  ${route}`).join('\n')}`)
}

/** One address of each pattern, found by following links from the home page; those already `seen` are not opened again. */
export async function crawl(page: Page, visit: (hash: string, kind: string) => Promise<void>, seen = new Set<string>()): Promise<Set<string>> {
  seen.delete('/')
  const waiting = ['#/']
  for (let hash = waiting.shift(); hash; hash = waiting.shift()) {
    const kind = pattern(hash)
    if (seen.has(kind) || !walked(kind)) continue
    seen.add(kind)
    await openTimed(page, hash, kind)
    await visit(hash, kind)
    waiting.push(...await links(page))
  }
  return seen
}

/** What is wrong with the page as it stands: too wide at one of the usual widths, a text missing, no heading. */
export async function plainFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const width of [1280, 1920]) {
    await page.setViewportSize({width, height: 860})
    for (const element of await overflow(page)) faults.push(`${element} passes the edge at ${width}`)
  }
  for (const missing of (await page.locator('body').innerText()).match(missingText) ?? []) faults.push(`shows ${missing}`)
  if (await page.locator('h1').count() === 0) faults.push('no heading')
  return faults
}
