/** What an attacker would try in the browser: the security policy, the session, changes from elsewhere, hostile names, files that leave. */
import type {Page} from '@playwright/test'
import fs from 'node:fs'
import {accounts, expect, open, settled, test} from './fixtures'

const pages = (): string => process.env.GONGSHU_PAGES!
const hostile = '<img src=x onerror="window.broken=1">＜恶意＞'

interface Draft { title: string; summary: string; code: string; classification?: string }

/** A draft through the API, as somebody with another client could leave it. */
async function draft(page: Page, {title, summary, code, classification = '民生保障'}: Draft): Promise<string> {
  const answer = await page.request.post(`${pages()}/api/v1/catalog/entries`, {
    headers: {'X-Gongshu-Client': 'console'},
    data: {title, summary, code, classification, format: 'table', sharing: 'conditional', update_cycle: 'yearly', origin: 'own', negative_list: {}, items: [{name: 'a', title: '=cmd|calc', type: 'text', grade: 'general', standard: '@SUM(1)'}]},
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json() as {id: string}).id
}

test('pages come with a policy that runs no inline script, no eval and nothing from elsewhere', async ({anyone}) => {
  const page = await anyone()
  for (const address of ['/', '/portal']) {
    for (const origin of new Set([pages(), process.env.GONGSHU_API!])) {
      const answer = await page.request.get(origin + address)
      const policy = answer.headers()['content-security-policy'] ?? ''
      const rules = new Map(policy.split(';').map((rule) => rule.trim().split(/\s+/)).map(([name, ...values]) => [name, values]))
      const scripts = rules.get('script-src') ?? rules.get('default-src') ?? []
      expect(scripts, `${origin}${address}: ${policy}`).toEqual(["'self'"])
      expect(rules.get('style-src') ?? rules.get('default-src')).not.toContain("'unsafe-inline'")
      expect(rules.get('object-src')).toEqual(["'none'"])
      expect(rules.get('frame-ancestors')).toEqual(["'none'"])
      expect(rules.get('base-uri')).toEqual(["'none'"])
      expect(policy).not.toContain('unsafe-eval')
      if (origin === process.env.GONGSHU_API) expect(answer.headers()['x-content-type-options']).toBe('nosniff')
      const html = await answer.text()
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
      expect(html).not.toMatch(/\son\w+=/)
      expect(html).not.toMatch(/(?:src|href)="https?:/)
    }
  }
})

test('the policy holds: an inline script and an inline handler do not run', async ({as, faults}) => {
  const page = await as('civil.zhou')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.broken = 1'
    document.body.append(script)
    const image = document.createElement('div')
    image.innerHTML = '<img src="/nothing.png" onerror="window.broken = 1">'
    document.body.append(image)
  })
  await page.waitForTimeout(500)
  expect(await page.evaluate(() => (window as {broken?: number}).broken)).toBeUndefined()
  expect(faults.filter((fault) => fault.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2)
  faults.length = 0
})

test('signing in leaves no token where a script could read it', async ({anyone}) => {
  const page = await anyone()
  const tokens: string[] = []
  page.on('response', async (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/api/v1/sessions')) tokens.push(((await response.json()) as {token?: string}).token ?? '')
  })
  await page.goto(`${pages()}/`)
  const {account, password} = (await accounts()).find((one) => one.account === 'civil.zhou')!
  await page.getByLabel('账号', {exact: true}).fill(account)
  await page.getByLabel('口令').fill(password)
  await page.getByRole('button', {name: '登录', exact: true}).click()
  await page.locator('#menu').waitFor()
  await page.getByRole('dialog', {name: /^导览/}).getByRole('button', {name: '跳过'}).click()
  await page.getByRole('link', {name: '资源目录'}).first().click()
  await settled(page)
  const kept = await page.evaluate(() => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href)
  const cookie = (await page.context().cookies()).find(({name}) => name === 'gongshu_session')!
  expect(cookie).toMatchObject({httpOnly: true, sameSite: 'Strict'})
  for (const secret of [cookie.value, password, ...tokens.filter(Boolean)]) expect(kept).not.toContain(secret)
  expect(await page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(0)
})

test('a change without the header of the console, or from another site, is refused', async ({as}) => {
  const page = await as('civil.zhou')
  const before = await page.request.get(`${pages()}/api/v1/sessions/current`)
  expect(before.status()).toBe(200)
  const bare = await page.request.delete(`${pages()}/api/v1/sessions/current`)
  expect(bare.status()).toBe(403)
  const plain = await page.request.post(`${pages()}/api/v1/catalog/entries`, {data: '{}', headers: {'Content-Type': 'text/plain'}})
  expect(plain.status()).toBeGreaterThanOrEqual(400)
  expect((await page.request.get(`${pages()}/api/v1/sessions/current`)).status()).toBe(200)
})

test('hostile names are shown as text, everywhere they show', async ({as}) => {
  const page = await as('civil.zhou')
  const id = await draft(page, {title: hostile, summary: '"><script>window.broken=1</script>', code: 'SEC/1', classification: '{{constructor.constructor("window.broken=1")()}}'})
  await page.reload()
  await settled(page)
  await open(page, '#/catalog')
  await expect(page.getByRole('link', {name: hostile})).toBeVisible()
  await expect(page.getByText('{{constructor.constructor', {exact: false}).first()).toBeVisible()
  await page.getByRole('combobox', {name: '搜索'}).or(page.getByRole('textbox', {name: '搜索'})).first().fill('onerror')
  await expect(page.getByRole('option', {name: hostile})).toBeVisible()
  await page.keyboard.press('Escape')
  await open(page, `#/catalog/${id}`)
  await expect(page.getByRole('heading', {name: hostile, level: 1})).toBeVisible()
  await expect(page.getByText('"><script>window.broken=1</script>')).toBeVisible()
  await open(page, '#/')
  await page.getByRole('tab', {name: '我发起'}).click()
  await expect(page.getByRole('link', {name: hostile})).toBeVisible()
  await open(page, `#/search?q=${encodeURIComponent('"><img src=x onerror=window.broken=1>')}`)
  await expect(page.getByRole('heading', {level: 1})).toContainText('onerror')
  await open(page, `#/catalog?status=${encodeURIComponent('<svg onload=window.broken=1>')}`)
  await page.evaluate(() => { location.hash = '/catalog/%3Cimg%20src=x%20onerror=window.broken=1%3E' })
  await expect(page.getByRole('alert')).toBeVisible()
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => (window as {broken?: number}).broken)).toBeUndefined()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})

test('an address to return to after signing in stays within the console', async ({anyone}) => {
  const page = await anyone()
  const {account, password} = (await accounts()).find((one) => one.account === 'civil.zhou')!
  await page.goto(`${pages()}/#/sign-in?to=${encodeURIComponent('https://example.org/')}`)
  await page.getByLabel('账号', {exact: true}).fill(account)
  await page.getByLabel('口令').fill(password)
  await page.getByRole('button', {name: '登录', exact: true}).click()
  await page.locator('#menu').waitFor()
  expect(new URL(page.url()).origin).toBe(new URL(pages()).origin)
})

test('exports carry formulas as text, under names a file system takes as such', async ({as}) => {
  const page = await as('civil.zhou')
  const id = await draft(page, {title: '=HYPERLINK("http://example.org","点击")', summary: '-2+3', code: 'SEC/2', classification: '+1/../..\\evil'})
  await open(page, '#/catalog')
  await page.getByRole('searchbox').fill('SEC/2')
  await page.getByRole('button', {name: '导出'}).click()
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', {name: '导出 CSV'}).click()])
  expect(csv.suggestedFilename()).toBe('资源目录.csv')
  const text = fs.readFileSync(await csv.path(), 'utf8')
  expect(text).toContain(`"'=HYPERLINK(""http://example.org"",""点击"")"`)
  expect(text).toContain("'+1/../..\\evil")
  expect(text).not.toMatch(/(^|,|\n)"?[=+@]/)

  await open(page, `#/catalog/${id}`)
  await page.getByRole('button', {name: '导出'}).first().click()
  const [items] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', {name: '导出 CSV'}).click()])
  expect(items.suggestedFilename()).toMatch(/^[\p{L}\p{N}_-]+\.csv$/u)
  expect(fs.readFileSync(await items.path(), 'utf8')).toContain("'@SUM(1)")
})
