/** The public portal: every page in both languages and themes, on a phone and on a wide screen; what can be downloaded holds what the page says. */
import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type {Page} from '@playwright/test'
import {expect, overflow, picture, program, settled, sound, test, violations} from './fixtures'

const known = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'known.json'), 'utf8')) as {key: string}

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
        await expect(page.locator('main table, main form, main .none').first()).toBeVisible()
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

test('on a phone every row is a card: no value lies beyond the edge, none takes a screen', async ({anyone}) => {
  const page = await anyone({width: 390})
  for (const hash of ['#grants', '#products', '#log']) {
    await page.goto(address(hash))
    await settled(page)
    const row = page.locator('main tbody tr').first()
    await expect(row).toBeVisible()
    const cells = await row.locator('td:visible').evaluateAll((all) => all.map((cell) => ({title: cell.getAttribute('data-title'), ...cell.getBoundingClientRect().toJSON() as {left: number; right: number}})))
    expect(cells.length, hash).toBeGreaterThan(3)
    expect(cells.filter(({left, right}) => left < 0 || right > 390), hash).toEqual([])
    expect(cells.every(({title}) => title), hash).toBe(true)
    await expect(row.getByRole('cell').first()).toBeVisible()  // still a table to whoever listens
    if (hash === '#log') expect((await row.boundingBox())!.height).toBeLessThan(330)
  }
})

test('a signature of the checkpoint is unverified until a key says otherwise', async ({anyone}) => {
  const page = await anyone()
  await page.goto(address('#check/3'))
  await settled(page)
  const signatures = page.getByRole('region', {name: '检查点上的签名'})
  await expect(signatures.locator('tbody tr').first()).toContainText('未核验')
  const own = await page.getByLabel('签名人的公钥').inputValue()
  const check = page.getByRole('button', {name: '核验签名'})
  await page.getByLabel('签名人的公钥').fill('witness')
  await check.click()
  await expect(page.getByRole('alert')).toHaveText('不是 SM2 公钥（PEM）')
  await page.getByLabel('签名人的公钥').fill(known.key)  // of another ledger
  await check.click()
  await expect(page.getByRole('alert')).toHaveText('检查点上没有用此密钥签的签名')
  await expect(signatures.locator('tbody tr').first()).toContainText('未核验')
  await page.getByLabel('签名人的公钥').fill(own)
  await check.click()
  await expect(signatures.locator('tbody tr').first()).toContainText('签名有效')
  await sound(page)
})

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

test('all leaves are taken away and verified by the program, and a changed one is found', async ({anyone}) => {
  const page = await anyone()
  await page.goto(address('#check'))
  await expect(page.getByText('gongshu verify --bundle')).toBeVisible()
  const {name, bytes} = await saved(page, '下载全部叶子（JSON）')
  expect(name).toMatch(/^public_log_\d+\.json$/)
  const log = JSON.parse(bytes.toString()) as {key: string; leaves: string[]}
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshu-log-'))
  const verify = (content: object) => {
    fs.writeFileSync(path.join(folder, 'log.json'), JSON.stringify(content))
    fs.writeFileSync(path.join(folder, 'key.pem'), log.key)
    return spawnSync(program(), ['verify', '--bundle', path.join(folder, 'log.json'), '--key', path.join(folder, 'key.pem')], {encoding: 'utf8'})
  }
  const good = verify(log)
  expect([good.status, good.stdout]).toEqual([0, expect.stringContaining(`${log.leaves.length} 条账目`)])
  const bad = verify({...log, leaves: [...log.leaves.slice(0, -1), 'a'.repeat(64)]})
  expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining('root of all leaves')])
  fs.rmSync(folder, {recursive: true})
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
