/** What the stories of the cities do on a page: fields by their labels, documents, acts, opinions, and what a refusal has to show. */
import type {Locator, Page} from '@playwright/test'
import {expect as base, open, settled} from '../fixtures'

/** A story goes over many pages, also on a machine that does something else at the same time. */
export const expect = base.configure({timeout: 30_000})

type Scope = Page | Locator
type Given = Record<string, string | boolean>

/** What the page says of a refusal. */
interface Because {
  rule?: string
  article?: string
  code?: string
  at?: string
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The control in sight that a label names. The label may say as well that it is needed and under which article. */
export const field = (scope: Scope, label: string): Locator => scope.getByLabel(new RegExp(`^\\s*${quoted(label)}\\s*(\\*|依据|$)`)).filter({visible: true})

/** Fills in what the labels name: text, day, choice (by its value or a part of its name) or tick. */
export async function put(scope: Scope, given: Given): Promise<void> {
  for (const [label, value] of Object.entries(given)) {
    const control = field(scope, label).first()
    if (typeof value === 'boolean') {
      await control.setChecked(value)
    } else if (await control.evaluate((element) => element.tagName) === 'SELECT') {
      const byValue = control.locator(`option[value=${JSON.stringify(value)}]`)
      const options = control.locator('option', {hasText: value}).or(byValue)
      await expect(options.first(), `${label}: ${value}`).toBeAttached()
      if (await byValue.count()) {
        await control.selectOption({value})
        continue
      }
      const same = control.locator('option', {hasText: new RegExp(`^\\s*${quoted(value)}\\s*$`)})
      const option = await same.count() ? same.first() : options.first()
      await control.selectOption({label: (await option.textContent())!.trim()})
    } else {
      await control.fill(value)
    }
  }
}

/** The same text in each long field that is still empty. */
export async function putRest(scope: Scope, text: string): Promise<void> {
  for (const area of await scope.locator('textarea:visible').all()) if (!await area.inputValue()) await area.fill(text)
}

/** Deposits a file at a field for documents; answers the id of the document, by which other fields choose it. */
export async function deposit(scope: Scope, label: string, title: string, issuer = '出具单位'): Promise<string> {
  const choice = field(scope, label).first()
  const box = choice.locator('xpath=ancestor::div[contains(@class,"document")][1]')
  await box.locator('input[type=file]').setInputFiles({name: `${title}.txt`, mimeType: 'text/plain', buffer: Buffer.from(title)})
  await box.getByLabel('出具单位').fill(issuer)
  await box.getByRole('button', {name: '存证'}).click()
  await expect(box.getByRole('status')).toContainText(`已存证：${title}`)
  return choice.inputValue()
}

/** One document for several fields: deposited at the first, named by its id at the others. */
export async function depositAt(scope: Scope, labels: string[], title: string, issuer?: string): Promise<string> {
  const id = await deposit(scope, labels[0]!, title, issuer)
  for (const label of labels.slice(1)) await put(scope, {[label]: id})
  return id
}

/** Turns to another page of a form. */
export const turn = (page: Page, title: string): Promise<void> => page.locator('.pages').getByRole('button', {name: title}).click()

/** Begins a record at its own address: fills in the form and sends it. What is answered stays open to look at when `title` is left out. */
export async function create(page: Page, path: string, button: string, fill: (form: Locator) => Promise<void>, title?: string | RegExp): Promise<void> {
  await open(page, path)
  const form = page.locator('main section.gs-card').first()
  await fill(form)
  await send(form, button)
  if (!title) return
  await expect(page).not.toHaveURL(/\/new$/)
  await expect(page.getByRole('heading', {name: title, level: 1})).toBeVisible()
  await settled(page)
}

export const send = (form: Locator, button: string): Promise<void> => form.locator('form').getByRole('button', {name: button, exact: true}).click()

/** Looks a record up in its list and opens it. */
export async function look(page: Page, list: string, title: string | RegExp): Promise<string> {
  await open(page, list)
  await page.locator('main tbody').getByRole('link', {name: title}).first().click()
  return arrived(page)
}

/** Opens what waits on the home page. */
export async function todo(page: Page, title: string): Promise<string> {
  await open(page, '/')
  await page.locator('main').getByRole('link', {name: title}).first().click()
  return arrived(page)
}

/** Opens an address; what is open already is read anew. */
export async function visit(page: Page, address: string): Promise<void> {
  if (new URL(page.url()).hash !== `#${address.replace(/^#/, '')}`) return open(page, address)
  await page.reload()
  await settled(page)
}

async function arrived(page: Page): Promise<string> {
  await expect(page).toHaveURL(/#\/[\w-]+\/[a-z]+-[0-9a-z]+$/)
  await settled(page)
  return new URL(page.url()).hash
}

/** The id of the record that the page shows. */
export const idOf = (page: Page): string => new URL(page.url()).hash.split('/').pop()!

const acts = (page: Page): Locator => page.locator('section.gs-card', {has: page.getByRole('heading', {name: '可办理的操作'})})

export const offered = (page: Page, label: string): Locator => acts(page).getByRole('button', {name: label, exact: true})

/** Opens an act: its form, or the dialog that asks for a confirmation. */
export async function begin(page: Page, label: string): Promise<Locator> {
  await offered(page, label).first().click()
  const form = page.getByRole('dialog', {name: label}).or(acts(page).locator('.form'))
  await expect(form).toBeVisible()
  return form
}

/** A revision stays a draft: its form says so. */
const sends = (label: string): string => (/^修(改|订)/.test(label) ? '保存草稿' : label)

/** Takes an act and sees it done. */
export async function act(page: Page, label: string, fill?: (form: Locator) => Promise<unknown>): Promise<void> {
  const form = await begin(page, label)
  await fill?.(form)
  await send(form, sends(label))
  await expect(page.getByRole('status').filter({hasText: `已办理：${label}`})).toBeVisible()
}

/** Tries an act and is refused: the page names the rule and its article, and puts the act away. */
export async function refusedAct(page: Page, label: string, because: Because, fill?: (form: Locator) => Promise<unknown>): Promise<void> {
  const form = await begin(page, label)
  await fill?.(form)
  await send(form, sends(label))
  await expectRefusal(form, because)
  await form.getByRole('button', {name: /^(取消|收起)$/}).last().click()
}

export async function expectRefusal(scope: Scope, because: Because): Promise<void> {
  const alert = scope.locator('.problem')
  await expect(alert).toBeVisible()
  for (const text of Object.values(because)) await expect(alert).toContainText(text)
}

/** The state that the head of the record's page shows. */
export const state = (page: Page, name: string): Promise<void> => expect(page.locator('main section.gs-card').first().getByText(name, {exact: true}).first()).toBeVisible()

export const desk = (page: Page): Locator => page.locator('section.gs-card', {has: page.getByRole('button', {name: '出具审核意见'})})

/** Gives an opinion: agreeing needs no more; otherwise reason and basis. */
export async function opine(page: Page, verdict: 'pass' | 'send_back' | 'refuse' | 'recuse', more: Given = {}): Promise<void> {
  await field(desk(page), '意见').first().selectOption(verdict)
  await put(desk(page), more)
  await desk(page).getByRole('button', {name: '出具审核意见'}).click()
}

/** An opinion that is taken: the form for it is gone. */
export async function review(page: Page, verdict: 'pass' | 'send_back' | 'refuse' | 'recuse', more: Given = {}): Promise<void> {
  await opine(page, verdict, more)
  await expect(desk(page)).toHaveCount(0)
}

/** Refusing without saying why is marked at its fields, before anything is sent. */
export async function mustGiveReasons(page: Page): Promise<void> {
  await opine(page, 'refuse')
  await expect(field(desk(page), '理由')).toHaveAttribute('aria-invalid', 'true')
  await expect(field(desk(page), '依据')).toHaveAttribute('aria-invalid', 'true')
}

/** Opens a matter from the list of procedures. */
export async function openMatter(page: Page, procedure: string, button: string, fill: (form: Locator) => Promise<unknown>): Promise<string> {
  await open(page, '/procedures')
  await page.locator('article', {has: page.getByRole('heading', {name: procedure, exact: true})}).getByRole('link', {name: button, exact: true}).click()
  await expect(page.getByRole('heading', {name: procedure, level: 1})).toBeVisible()
  const form = page.locator('main section.gs-card').first()
  await fill(form)
  await send(form, button)
  await expect(page).toHaveURL(/#\/matters\/mat-/)
  await settled(page)
  return idOf(page)
}

/** A page that is not for this person says so. */
export async function forbidden(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => { location.hash = to }, path)
  await expect(page.getByRole('heading', {name: '无权打开此页'})).toBeVisible()
}

/** The day by the node's clock, so many years and days from now. */
export async function day(years = 0, days = 0): Promise<string> {
  const {now} = await (await fetch(`${process.env.GONGSHU_API}/api/v1/start`)).json() as {now: string}
  const date = new Date(`${now.slice(0, 10)}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Lets time pass on the node of the demonstration; sessions may end, so sign in again afterwards. */
export async function later(by: string): Promise<void> {
  const answer = await fetch(`${process.env.GONGSHU_API}/api/v1/test/clock`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({by})})
  expect(answer.status, await answer.text()).toBe(200)
}
