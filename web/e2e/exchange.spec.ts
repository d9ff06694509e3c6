/** The platform next door: registered with its key and people, its messages with what became of them, files in both directions, closed. */
import fs from 'node:fs'
import type {Page} from '@playwright/test'
import {expect, open, overflow, settled, sound as soundInBothThemes, test, violations} from './fixtures'
import {TestPeer} from './peer'

test.describe.configure({mode: 'serial'})

const name = '省一体化大数据平台（与本市公共数据授权运营平台对接的数据目录和需求交换节点）'
let peer: TestPeer
let page_: string

const entry = (code: string, more: object = {}) => ({
  code, title: '养老服务机构', summary: '机构名录与床位', format: 'table', classification: '民生保障', sharing: 'conditional', update_cycle: 'monthly', origin: 'own',
  items: [{name: 'beds', title: '床位数', type: 'integer', grade: 'general'}],
  negative_list: {national_security_or_public_interest: false, privacy_or_trade_secret: false, sector_prohibition: false, legal_prohibition: false}, ...more,
})

async function idOf(page: Page, account: string): Promise<string> {
  const {rows} = await (await page.request.get(`${process.env.GONGSHU_PAGES}/api/v1/people?limit=500`)).json() as {rows: {id: string; account: string}[]}
  return rows.find((one) => one.account === account)!.id
}

async function sound(page: Page, {english = false} = {}): Promise<void> {
  await page.setViewportSize({width: 1920, height: 860})
  expect(await overflow(page)).toEqual([])
  await page.setViewportSize({width: 1280, height: 860})
  await soundInBothThemes(page, {english})
}

test('the authority registers a platform by its key, with people chosen from the list', async ({as}) => {
  peer = await TestPeer.of(process.env.GONGSHU_API!)
  const page = await as('authority.li')
  await open(page, '#/exchange/peers')
  await page.getByRole('link', {name: '登记相邻平台'}).click()
  await settled(page)
  await page.getByRole('button', {name: '登记相邻平台'}).click()
  await expect(page.locator('[aria-invalid="true"]')).not.toHaveCount(0)
  await page.getByLabel('平台名称').fill(name)
  await page.getByLabel(/SM2 公钥/).fill(`-----BEGIN PUBLIC KEY-----\n${'A'.repeat(120)}\n-----END PUBLIC KEY-----\n`)
  await page.getByLabel(/周专员（civil\.zhou）/).check()
  await page.getByRole('button', {name: '登记相邻平台'}).click()
  await expect(page.getByRole('alert').or(page.locator('.bad')).first()).toBeVisible()  // no such key
  await sound(page)
  await page.getByLabel(/SM2 公钥/).fill(peer.pem)
  await page.getByRole('button', {name: '登记相邻平台'}).click()
  await expect(page.getByRole('heading', {name, level: 1})).toBeVisible()
  await expect(page.getByText(peer.fingerprint)).toBeVisible()
  await expect(page.getByText('周专员（civil.zhou）').first()).toBeVisible()
  await expect(page.getByText('待确认').first()).toBeVisible()
  await expect(page.getByRole('button', {name: '确认对接'})).toHaveCount(0)  // not by whoever registered it
  await expect(page.getByText('还没有收发报文')).toBeVisible()
  await sound(page, {english: true})
  page_ = new URL(page.url()).hash
})

test('another officer confirms it, and who is named agrees', async ({as}) => {
  const page = await as('authority.wang')
  await open(page, page_)
  await page.getByRole('button', {name: '确认对接'}).click()
  await page.getByRole('dialog').getByRole('button', {name: '确认对接'}).click()
  await expect(page.getByText('对接中').first()).toBeVisible()
  await expect(page.getByText('王科长（authority.wang）').first()).toBeVisible()
  await expect(page.getByRole('button', {name: '同意代为办理'})).toHaveCount(0)
  const named = await as('civil.zhou')
  await open(named, '#/exchange/peers')
  await named.getByRole('link', {name}).first().click()
  await settled(named)
  await named.getByRole('button', {name: '同意代为办理'}).click()
  await named.getByRole('dialog').getByRole('button', {name: '同意代为办理'}).click()
  await expect(named.getByRole('button', {name: '撤回同意'})).toBeVisible()
  await expect(named.getByText('其中已同意')).toBeVisible()
  expect(await violations(named)).toEqual([])
})

test('messages show what became of them: the record, or the rule and article that refused', async ({as}) => {
  const page = await as('authority.li')
  const [zhou, zheng] = [await idOf(page, 'civil.zhou'), await idOf(page, 'operator.zheng')]
  const forbidden = entry('CA/EXCHANGE/2')
  const drafted = await peer.queue('catalog.draft', zhou, entry('CA/EXCHANGE/1'))
  await peer.queue('catalog.submit', zhou, undefined, {ref: drafted})
  const barred = await peer.queue('catalog.draft', zhou, {...forbidden, negative_list: {...forbidden.negative_list, sector_prohibition: true}})
  await peer.queue('catalog.submit', zhou, undefined, {ref: barred})
  await peer.queue('catalog.draft', zheng, entry('CA/EXCHANGE/3'))
  const {outcomes} = await peer.send()
  expect(outcomes.filter((one) => one.outcome === 'refused').map((one) => one.code)).toContain('auth.forbidden')

  await open(page, '#/exchange/messages')
  await page.getByLabel('相邻平台').first().selectOption({label: name})
  await settled(page)
  await expect(page).toHaveURL(/peer=xpr-/)
  const table = page.getByRole('table', {name: '收发报文'}).or(page.locator('main table')).first()
  await expect(table.getByText('不予办理').first()).toBeVisible()
  await expect(table.getByText('待送达').first()).toBeVisible()
  await expect(table.getByRole('link', {name: 'HA-04'}).first()).toBeVisible()
  await expect(table.getByRole('link', {name: '养老服务机构'}).first()).toBeVisible()

  const refused = table.getByRole('row').filter({has: page.getByRole('link', {name: 'HA-04'})}).first()
  await refused.getByRole('button').click()
  const details = page.getByRole('region', {name: /^详情/})
  await expect(details).toContainText('周专员（civil.zhou）')
  await expect(details).toContainText('HA-04')
  await details.getByRole('button', {name: '在浏览器中核验签名'}).click()
  await expect(details.getByText('签名有效')).toBeVisible()
  await sound(page)
  await table.getByRole('link', {name: '养老服务机构'}).first().click()
  await expect(page.getByRole('heading', {name: '养老服务机构', level: 1})).toBeVisible()
})

test('files go out and come in', async ({as}) => {
  const page = await as('authority.li')
  await open(page, page_)
  const download = page.waitForEvent('download')
  await page.getByRole('button', {name: '下载待送报文'}).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^省一体化大数据平台.*\.jsonl$/)
  const lines = fs.readFileSync((await file.path())!, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as {envelope: {kind: string; payload: {received?: number}}})
  expect(lines[0]!.envelope).toMatchObject({kind: 'ack', payload: {received: 5}})
  expect(lines.slice(1).map((line) => line.envelope.kind)).toContain('result')

  await peer.queue('catalog.draft', await idOf(page, 'civil.zhou'), entry('CA/EXCHANGE/4'))
  const take = page.getByLabel('收入对方的文件')
  await take.setInputFiles({name: 'a.jsonl', mimeType: 'application/json', buffer: Buffer.from('{"envelope": \n{}\n')})
  await expect(page.getByText('文件第 1 行不是有效的 JSON')).toBeVisible()
  const spoilt = (await peer.lines()).replace('CA/EXCHANGE/4', 'CA/EXCHANGE/5')
  await take.setInputFiles({name: 'spoilt.jsonl', mimeType: 'application/json', buffer: Buffer.from(spoilt)})
  await expect(page.getByText('auth.bad_signature').first()).toBeVisible()
  await take.setInputFiles({name: 'good.jsonl', mimeType: 'application/json', buffer: Buffer.from(await peer.lines())})
  await expect(page.getByRole('row', {name: /已记收讫/})).toBeVisible()
  await expect(page.getByRole('row', {name: /6.*已办理/}).first()).toBeVisible()
  await sound(page)
})

test('whoever does not oversee sees neither, an overseer changes nothing', async ({as}) => {
  const operator = await as('operator.zheng')
  await operator.evaluate(() => { location.hash = '/exchange/messages' })
  await expect(operator.getByRole('heading', {name: '无权打开此页', level: 1})).toBeVisible()
  await expect(operator.getByRole('link', {name: '交换报文'})).toHaveCount(0)
  const answer = await operator.request.get(`${process.env.GONGSHU_PAGES}/api/v1/exchange/messages`)
  expect((await answer.json() as {rows?: unknown[]}).rows ?? []).toEqual([])
  const government = await as('government.sun')
  await open(government, page_)
  await expect(government.getByRole('heading', {name, level: 1})).toBeVisible()
  await expect(government.getByRole('button', {name: '停用'})).toHaveCount(0)
  await expect(government.getByRole('button', {name: '下载待送报文'})).toHaveCount(0)
})

test('closing asks twice and for a reason; the key is not heard any more', async ({as}) => {
  const page = await as('authority.li')
  await open(page, page_)
  await page.getByRole('button', {name: '停用'}).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', {name: '停用'})).toBeDisabled()
  await dialog.getByLabel(/理由/).fill('对方更换密钥')
  await dialog.getByRole('button', {name: '停用'}).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(page.getByText('对接中').first()).toBeVisible()
  await sound(page)  // a dialog that asks a second time
  await dialog.getByRole('button', {name: '再次确认'}).click()
  await expect(page.getByText('已停用').first()).toBeVisible()
  await expect(page.getByText('对方更换密钥').first()).toBeVisible()
  await expect(page.getByRole('button', {name: '下载待送报文'})).toHaveCount(0)
  await expect(peer.send()).rejects.toThrow('auth.forbidden')
  await sound(page)
})
