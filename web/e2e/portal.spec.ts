/** The public portal: every page in both languages and themes, on a phone and on a wide screen; what can be downloaded holds what the page says. */
import fs from 'node:fs'
import type {Page} from '@playwright/test'
import {expect, overflow, picture, settled, test, violations} from './fixtures'

const address = (page = ''): string => `${process.env.GONGSHU_PAGES}/portal${page}`

async function saved(page: Page, button: string): Promise<{name: string; bytes: Buffer}> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: button}).click()])
  return {name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path())}
}

for (const theme of ['light', 'dark'] as const) {
  for (const locale of ['zh', 'en'] as const) {
    test(`every page, ${locale}, ${theme}: no overflow, no missing text, no axe violation`, async ({anyone, faults}) => {
      const page = await anyone({locale, theme, width: 390})
      await page.goto(address())
      await settled(page)
      const hashes = await page.locator('nav a[href^="#"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
      expect(hashes.length).toBeGreaterThan(6)
      for (const hash of [...hashes, '#check/3']) {
        await page.goto(address(hash))
        await settled(page)
        await expect(page.locator('main table, main form').first()).toBeVisible()
        for (const width of [390, 1280, 1920]) {
          await page.setViewportSize({width, height: 860})
          for (const element of await overflow(page)) faults.push(`${hash} ${locale}: ${element} passes the edge at ${width}`)
          if (width === 390 && theme === 'light' && locale === 'zh') await picture(page, `portal-${hash.slice(1).replace('/', '-')}-390`)
        }
        if (theme === 'light' && locale === 'zh') await picture(page, `portal-${hash.slice(1).replace('/', '-')}`)
        for (const missing of (await page.locator('body').innerText()).match(/\b(?:portal|blocks)\.[a-zA-Z.]+\b|\bundefined\b|\[object Object\]|\bNaN\b/g) ?? []) faults.push(`${hash} ${locale}: shows ${missing}`)
        for (const violation of await violations(page)) faults.push(`${hash} ${locale} ${theme}: ${violation}`)
      }
    })
  }
}

test('the disclosure set of a year as a workbook, the catalogue as JSON-LD', async ({anyone, request}) => {
  const published = await (await request.get(`${process.env.GONGSHU_API}/api/v1/public/disclosure`)).json() as {made: string; products: {title: string}[]}
  const year = published.made.slice(0, 4)
  const page = await anyone()
  await page.goto(address('#disclosure'))
  await expect(page.getByRole('heading', {name: `${year} 年披露情况`})).toBeVisible()
  await expect(page.getByRole('region', {name: `${year} 年披露情况`}).getByRole('row', {name: '已上架的产品'})).toContainText(String(published.products.length))

  const workbook = await saved(page, `下载 ${year} 年披露表（XLSX）`)
  expect(workbook.name).toBe(`disclosure_${year}.xlsx`)
  expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK')
  expect(workbook.bytes.includes('xl/worksheets/sheet6.xml')).toBe(true)

  const catalog = JSON.parse((await saved(page, '下载目录（DCAT JSON-LD）')).bytes.toString()) as {'@type': string; 'dcat:dataset': {'dct:title': {'@value': string}}[]}
  expect(catalog['@type']).toBe('dcat:Catalog')
  expect(catalog['dcat:dataset'].map((one) => one['dct:title']['@value'])).toEqual(published.products.map(({title}) => title))
})

test('the public log shows no actor, organisation, record or content', async ({anyone, request}) => {
  const {rows} = await (await request.get(`${process.env.GONGSHU_API}/api/v1/public/log?limit=500`)).json() as {rows: object[]}
  expect([...new Set(rows.flatMap((row) => Object.keys(row)))].sort()).toEqual(['leaf', 'rules', 'seq', 'time', 'type'])
  const page = await anyone()
  await page.goto(address('#log'))
  const table = page.getByRole('region', {name: '公开账本'})
  await expect(table.locator('tbody tr').first()).toBeVisible()
  expect(await table.innerText()).not.toMatch(/\b(?:per|org|agr|prd|scn)-[0-9a-z]{10,}/)
})

test('a new entry of the ledger appears in the log by itself', async ({anyone, request}) => {
  const page = await anyone()
  await page.goto(address('#log'))
  const newest = page.getByRole('region', {name: '公开账本'}).locator('tbody tr').first().locator('a')
  const before = Number(await newest.innerText())
  const {accounts} = await (await request.get(`${process.env.GONGSHU_API}/api/v1/start`)).json() as {accounts: {account: string; password: string}[]}
  const provider = accounts.find(({account}) => account === 'civil.zhou')!
  const {token} = await (await request.post(`${process.env.GONGSHU_API}/api/v1/sessions`, {data: {account: provider.account, password: provider.password}})).json() as {token: string}
  const drafted = await request.post(`${process.env.GONGSHU_API}/api/v1/catalog/entries`, {headers: {Authorization: `Bearer ${token}`}, data: {
    title: '门户试验', code: `E2E/LOG/${before}`, summary: '公开账本自动读取', classification: '民生保障', format: 'table', update_cycle: 'monthly', sharing: 'conditional', origin: 'own', negative_list: {},
    items: [{name: 'n', title: '数', type: 'integer', grade: 'general'}]}})
  expect(drafted.status(), await drafted.text()).toBe(201)
  await expect.poll(async () => Number(await newest.innerText()), {timeout: 25_000}).toBeGreaterThan(before)
})
