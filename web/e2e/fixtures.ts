/** `test` with a signed-in page: `test('…', async ({as}) => { const page = await as('authority.li'); … })`. Any console error fails the test. */
import {AxeBuilder} from '@axe-core/playwright'
import {test as base, expect, type BrowserContext, type Page} from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'

export {expect}

export interface Account {
  account: string
  name: string
  org: string
  password: string
}

export interface View {
  locale?: 'zh' | 'en'
  theme?: 'light' | 'dark'
  width?: number
  larger?: boolean
  /** The guided tour opens by itself, as it does for a new account. */
  tour?: boolean
}

const pages = (): string => process.env.GONGSHU_PAGES!

/** Accounts that a test has registered itself. */
const registered: Account[] = []
export const registerAccount = (account: Account): number => registered.push(account)

export async function accounts(): Promise<Account[]> {
  const start = await (await fetch(`${process.env.GONGSHU_API}/api/v1/start`)).json() as {accounts: Account[]}
  return start.accounts
}

interface Fixtures {
  /** What went wrong on the pages of this test; the test fails when something is left in it. */
  faults: string[]
  /** A page of the console, signed in. Each call opens a browser context of its own. */
  as: (account: string, view?: View) => Promise<Page>
  /** A page without a session. */
  anyone: (view?: View) => Promise<Page>
}

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    // an answer of 4xx that a test asks for shows in the page, not only here
    if (message.type() === 'error' && !/Failed to load resource.*40[0-9]|42[0-9]/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
}

async function signIn(context: BrowserContext, account: string): Promise<void> {
  const known = [...await accounts(), ...registered].find((one) => one.account === account)
  if (!known) throw new Error(`no demonstration account ${account}`)
  const answer = await context.request.post(`${pages()}/api/v1/sessions`, {data: {account, password: known.password}, headers: {'X-Gongshu-Client': 'console'}})
  expect(answer.status(), await answer.text()).toBe(201)
}

export const test = base.extend<Fixtures>({
  faults: async ({}, use) => {
    const faults: string[] = []
    await use(faults)
    expect(faults).toEqual([])
  },
  as: async ({browser, faults}, use) => {
    const opened: BrowserContext[] = []
    await use(async (account, view = {}) => {
      const context = await browser.newContext({viewport: {width: view.width ?? 1280, height: 860}})
      opened.push(context)
      await signIn(context, account)
      await context.addInitScript(({preference, tour}) => {
        localStorage.setItem('gongshu.signed-in', '1')
        if (!tour) localStorage.setItem('gongshu.tour', 'all')
        if (!localStorage.getItem('gongshu.preference')) localStorage.setItem('gongshu.preference', JSON.stringify(preference))
      }, {preference: {locale: view.locale ?? 'zh', theme: view.theme ?? 'light', larger: view.larger ?? false}, tour: view.tour ?? false})
      const page = await context.newPage()
      watch(page, faults)
      await page.goto(`${pages()}/`)
      await page.locator('#menu').waitFor({timeout: patience})
      return page
    })
    for (const context of opened) await context.close()
  },
  anyone: async ({browser, faults}, use) => {
    const opened: BrowserContext[] = []
    await use(async (view = {}) => {
      const context = await browser.newContext({viewport: {width: view.width ?? 1280, height: 860}})
      opened.push(context)
      await context.addInitScript((preference) => localStorage.setItem('gongshu.preference', JSON.stringify(preference)), {locale: view.locale ?? 'zh', theme: view.theme ?? 'light', larger: false})
      const page = await context.newPage()
      watch(page, faults)
      return page
    })
    for (const context of opened) await context.close()
  },
})

/** Opens an address of the console (`#/catalog`) and waits until nothing is being read any more. */
export async function open(page: Page, hash: string): Promise<void> {
  const to = hash.replace(/^#/, '')
  await page.evaluate((there) => { location.hash = there }, to)
  // the page before stays until the next one is loaded; who may not open it lands elsewhere
  await page.waitForFunction((path) => [path, '/forbidden'].includes(document.querySelector<HTMLElement>('main')?.dataset.path ?? ''), to.replace(/\?.*$/, ''), {timeout: 10_000}).catch(() => {})
  await settled(page)
}

/** A page that is not ready by then never will be; milliseconds. */
const patience = 60_000

export async function settled(page: Page): Promise<void> {
  try {
    await page.locator('main h1, main h2').first().waitFor({timeout: patience})
    await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .el-loading-mask'), undefined, {timeout: patience})
  } catch (error) {
    throw new Error(`${page.url()} has no heading, or goes on loading: ${String(error)}`)
  }
}

/** Elements that reach past the right edge; a scrolling box of their own is allowed. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return []
    return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
  })
}

/** Violations of WCAG 2.1 A and AA, each with the first places. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({page}).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
}

/** The built program, for what people do with it on their own computers. */
export const program = (): string => process.env.GONGSHU_BINARY ?? path.join(import.meta.dirname, '../../build/release/gongshu')

/** Colours that are on their way to others are not what anybody reads. */
async function still(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity), undefined, {timeout: 5000})
}

/**
 * No overflow, and no violation of WCAG in either theme. The theme is changed in place, so that forms in error, dialogs and refusals are looked at as they stand.
 * `english` looks at the page in English as well; it takes the switch of the top bar, which no dialog may cover.
 */
export async function sound(page: Page, {english = false} = {}): Promise<void> {
  expect(await overflow(page)).toEqual([])
  const dark = await page.locator('html').evaluate((root) => root.classList.contains('dark'))
  for (const theme of [!dark, dark]) {
    await page.locator('html').evaluate((root, on) => { root.classList.toggle('dark', on) }, theme)
    await still(page)
    expect(await violations(page), theme ? 'dark' : 'light').toEqual([])
  }
  if (!english) return
  await page.getByRole('banner').getByRole('button', {name: 'English', exact: true}).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await overflow(page), 'English').toEqual([])
  expect((await page.locator('body').innerText()).match(missingText) ?? []).toEqual([])
  expect(await violations(page), 'English').toEqual([])
  await page.getByRole('banner').getByRole('button', {name: '中文', exact: true}).click()
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
}

/** What a page shows where a text is missing. */
export const missingText = /\b(?:shell|blocks|form|portal|record)\.[a-zA-Z.]+\b|\bundefined\b|\[object Object\]|\bNaN\b/g

/** Writes docs/images/NAME.png when GONGSHU_IMAGES is set, so that an ordinary run leaves the tree alone. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.GONGSHU_IMAGES
  if (!folder) return
  fs.mkdirSync(folder, {recursive: true})
  await page.screenshot({path: path.join(folder, `${name}.png`)})
}
