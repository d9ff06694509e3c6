/** What the node tells of itself and of its rules: examination, backups, search, history under another pack, the chain before handing in, notes. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type {Page} from '@playwright/test'
import {expect, open, overflow, settled, test, violations} from './fixtures'

const packs = path.resolve(import.meta.dirname, '../../rulepacks')

async function sound(page: Page): Promise<void> {
  expect(await overflow(page)).toEqual([])
  expect(await violations(page)).toEqual([])
}

test('the examination names each check with its finding; problems come first; others do not see it', async ({as}) => {
  const page = await as('audit.lin')
  await open(page, '#/doctor')
  await expect(page.getByRole('status').filter({hasText: /检查 \d+ 项/})).toBeVisible()
  await expect(page.getByRole('row', {name: /账本.*哈希和签名无误/})).toBeVisible()
  await expect(page.locator('main tbody tr').first()).toContainText('2027')  // the warning of a year without calendar, before all that is in order
  await expect(page.locator('main')).not.toContainText('/tmp/')  // no paths of the machine
  await sound(page)
  const provider = await as('civil.zhou')
  await open(provider, '#/doctor')
  await expect(provider.getByRole('heading', {name: '无权打开此页'})).toBeVisible()
})

test('the system administrator makes a backup, which is verified; the authority only looks', async ({as}) => {
  const authority = await as('authority.li')
  await open(authority, '#/backups')
  await expect(authority.getByText(/磁盘可用空间/)).toBeVisible()
  await expect(authority.getByRole('button', {name: '立即备份'})).toHaveCount(0)
  const page = await as('admin')
  await open(page, '#/backups')
  await page.getByRole('button', {name: '立即备份'}).click()
  await page.getByRole('dialog').getByRole('button', {name: '立即备份'}).click()
  const row = page.locator('main tbody tr').first()
  await expect(row.getByText('已完成')).toBeVisible({timeout: 60_000})
  await expect(row).toContainText('admin')
  await expect(row.getByText('是', {exact: true})).toHaveCount(2)
  await expect(row.getByRole('cell').nth(3)).toHaveText(/\d/)  // entries of the ledger
  await sound(page)
  const operator = await as('operator.zheng')
  await open(operator, '#/backups')
  await expect(operator.getByRole('heading', {name: '无权打开此页'})).toBeVisible()
})

test('search is the node’s: kind by kind, the words marked, more on request', async ({as}) => {
  const page = await as('authority.li')
  await open(page, '#/search?q=%E5%B1%85%E6%B0%91')
  await expect(page.getByRole('region', {name: '目录条目'}).getByRole('link', {name: '常住居民登记（合成）'}).first()).toBeVisible()
  await expect(page.locator('main mark').first()).toHaveText('居民')
  await open(page, '#/search?q=2026')
  const documents = page.getByRole('region', {name: '佐证材料'})
  await expect(documents.getByRole('listitem')).toHaveCount(5)
  await expect(documents.locator('mark').first()).toHaveText('2026')  // of the number: the title does not hold it
  await documents.getByRole('button', {name: /更多/}).click()
  await expect.poll(() => documents.getByRole('listitem').count()).toBeGreaterThan(5)
  await expect(documents.getByRole('link', {name: '政府授权文件'})).toBeVisible()
  await sound(page)
  const developer = await as('developer.chen')
  await open(developer, '#/search?q=2026')
  await expect(developer.getByRole('heading', {name: '搜索“2026”'})).toBeVisible()
  await expect(developer.getByRole('link', {name: '政府授权文件'})).toHaveCount(0)  // not a document of theirs
})

test('history is judged again under a pack that is handed in', async ({as}) => {
  const page = await as('authority.li')
  await open(page, '#/rules/replay')
  const folder = page.getByLabel('规则包所在文件夹')
  await folder.setInputFiles(path.join(packs, 'calendar'))
  await expect(page.getByText('所选文件夹中没有 pack.yaml')).toBeVisible()

  await folder.setInputFiles(packs)
  await expect(page.getByText('所选文件夹中有多个规则包')).toBeVisible()
  await expect(page.getByRole('button', {name: '开始重判'})).toBeDisabled()

  const broken = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshu-pack-'))
  fs.cpSync(path.join(packs, 'henan'), broken, {recursive: true})
  fs.appendFileSync(path.join(broken, 'pack.yaml'), '\nno_such_key: 1\n')
  await folder.setInputFiles(broken)
  await page.getByRole('button', {name: '开始重判'}).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByText(/pack\.yaml.*line/).first()).toBeVisible()
  fs.rmSync(broken, {recursive: true})

  await folder.setInputFiles(path.join(packs, 'henan'))
  await page.getByRole('button', {name: '开始重判'}).click()
  await expect(page.getByText('没有决定的结论会改变')).toBeVisible({timeout: 60_000})
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page).toHaveURL(/replay=/)
  await folder.setInputFiles(path.join(packs, 'zhengzhou'))
  await page.getByRole('button', {name: '开始重判'}).click()
  await expect(page.getByRole('heading', {name: /zhengzhou/})).toBeVisible()
  await expect(page.getByText(/件决定的结论会改变/)).toBeVisible({timeout: 60_000})
  await expect(page.getByRole('heading', {name: '结论会改变的决定'})).toBeVisible()
  const flip = page.getByRole('row', {name: /集体决策通过/})
  await expect(flip).toContainText('ZZ-03')
  await expect(flip).toContainText('省数据运营有限公司')
  await sound(page)
  const address = new URL(page.url()).hash
  const provider = await as('civil.zhou')
  await open(provider, address)
  await expect(provider.getByRole('heading', {name: '无权打开此页'})).toBeVisible()
})

test('before an entry is handed in, its chain and the gates before it are shown', async ({as}) => {
  const page = await as('civil.zhou')
  await open(page, '#/catalog/new')
  const code = `CHAIN/${Date.now()}`
  await page.request.post(`${process.env.GONGSHU_PAGES}/api/v1/catalog/entries`, {headers: {'X-Gongshu-Client': 'console'}, data: {
    code, title: code, summary: '机构名录', format: 'table', classification: '民生保障', sharing: 'conditional', update_cycle: 'monthly', origin: 'own',
    items: [{name: 'beds', title: '床位数', type: 'integer', grade: 'general'}, {name: 'code', title: '机构代码', type: 'text', grade: 'general'}],
    negative_list: {national_security_or_public_interest: false, privacy_or_trade_secret: false, sector_prohibition: false, legal_prohibition: false},
  }})
  await open(page, '#/catalog')
  await page.getByRole('link', {name: code}).click()
  await settled(page)
  await page.getByRole('button', {name: '提交审核'}).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', {name: '提交后的审核链'})).toContainText('公共数据主管部门')
  await expect(dialog.getByRole('list', {name: '提交之前'})).toContainText('HA-31')
  await dialog.getByRole('button', {name: '提交审核'}).click()
  await expect(page.getByText('审核中').first()).toBeVisible()
  const address = new URL(page.url()).hash

  const reviewer = await as('authority.li')
  await open(reviewer, address)
  const desk = reviewer.locator('section.gs-card', {has: reviewer.getByRole('heading', {name: '审核过程'})})
  await desk.getByLabel('意见').first().selectOption('send_back')
  await desk.getByRole('button', {name: '添加一项'}).click()
  await desk.getByLabel('针对').selectOption({label: '机构代码'})
  await desk.getByRole('region', {name: /逐项意见/}).getByRole('textbox').fill('请注明所用标准')
  await desk.getByLabel(/^理由/).fill('须补正')
  await desk.getByLabel(/^依据/).fill('第九条')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(reviewer.getByText('已退回').first()).toBeVisible()
  await expect(reviewer.getByRole('definition').filter({hasText: '请注明所用标准'})).toBeVisible()
  await expect(reviewer.getByRole('term').filter({hasText: '机构代码'})).toBeVisible()
  await sound(reviewer)
})

test('a job that runs shows its phases, rows and times to a reviewer only, and is cancelled', async ({as}) => {
  const operator = await as('operator.zheng')
  const headers = {'X-Gongshu-Client': 'console'}
  const api = `${process.env.GONGSHU_PAGES}/api/v1`
  const {rows: [workspace]} = await (await operator.request.get(`${api}/workspaces`)).json() as {rows: {id: string}[]}
  const submitted = await operator.request.post(`${api}/jobs`, {headers, data: {workspace: workspace!.id, sql: 'SELECT county_code, count(*) AS people FROM residents GROUP BY county_code', purpose: `逐县测算 ${Date.now()}`}})
  expect(submitted.status(), await submitted.text()).toBe(201)
  const {id} = await submitted.json() as {id: string}
  const page = await as('agency.zhao')
  // a run of the demonstration is over before anybody looks: the answer is held where a long one stands
  let phase = 'loading'
  await page.route(`**/api/v1/jobs/${id}`, async (route) => {
    const response = await route.fetch()
    const since = Date.now()
    const phases = [{phase: 'preparing', since: since - 9000}, {phase: 'loading', since: since - 7000}, ...(phase === 'computing' ? [{phase, since}] : [])]
    await route.fulfill({response, json: {...await response.json() as object, status: 'running', started: since - 9000, progress: {phase, phases, rows_loaded: 250_000, rows_total: 1_000_000}}})
  })
  await open(page, `#/jobs/${id}`)
  const way = page.getByRole('list', {name: '运行阶段'})
  await expect(way.getByText('准备 · 2 秒')).toBeVisible()
  await expect(way.locator('[aria-current="step"]')).toHaveText('装载数据')
  await expect(page.getByRole('status').filter({hasText: '已装载 250000 行，共 1000000 行'})).toBeVisible()
  await expect(page.getByText('25%')).toBeVisible()
  phase = 'computing'
  await expect(way.locator('[aria-current="step"]')).toHaveText('计算')
  await sound(page)

  let runs = true
  await operator.route(`**/api/v1/jobs/${id}`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({response, json: {...await response.json() as object, ...(runs ? {status: 'running', progress: {phase: 'loading'}} : {})}})
  })
  await open(operator, `#/jobs/${id}`)
  await expect(operator.getByRole('list', {name: '运行阶段'}).locator('[aria-current="step"]')).toHaveText('装载数据')
  await expect(operator.getByText('已装载')).toHaveCount(0)
  await operator.getByRole('button', {name: '取消运行'}).click()
  const dialog = operator.getByRole('dialog')
  await expect(dialog).toContainText('不产生结果')
  await operator.waitForTimeout(2500)  // the page has looked again meanwhile; the question stays
  runs = false
  await dialog.getByRole('button', {name: '取消运行'}).click()
  await expect(operator.getByText('已取消').first()).toBeVisible()
})
