/** Pictures of the main screens for the README: `make images` (GONGSHU_IMAGES names the folder). An ordinary run leaves them alone. */
import fs from 'node:fs'
import path from 'node:path'
import type {Page} from '@playwright/test'
import {expect, open, settled, test} from './fixtures'

const folder = process.env.GONGSHU_IMAGES

test.skip(!folder, 'make images')
test.describe.configure({mode: 'default', timeout: 180_000})

/** A query that singles people out, checked: the clause underlined, the rule, the rewrite. */
async function refused(page: Page): Promise<void> {
  await page.getByRole('textbox', {name: '查询'}).fill('SELECT id_number, county_code FROM residents')
  await page.keyboard.press('Escape')  // the hints
  await page.getByRole('button', {name: '检查'}).click()
  await expect(page.getByText('结果须为聚合值').first()).toBeVisible()
  await page.getByRole('heading', {name: 'SQL 工作台', level: 2}).evaluate((heading) => heading.scrollIntoView({block: 'start'}))
}

/** Henan beside Weifang. */
async function compared(page: Page): Promise<void> {
  await page.getByLabel('左侧规则包').selectOption('henan')
  await page.getByLabel('右侧规则包').selectOption('weifang')
  await expect(page.locator('main tbody tr').first()).toBeVisible()
}

/** The life of an agreement, each step verified. */
async function verified(page: Page): Promise<void> {
  const {rows} = await (await page.request.get(`${process.env.GONGSHU_PAGES}/api/v1/agreements`)).json() as {rows: {id: string}[]}
  await open(page, `#/audit/timeline?stream=agreement/${rows[0]!.id}`)
  await page.getByRole('button', {name: '核验全部证明'}).click()
  await expect(page.locator('[data-test="all"]')).toHaveText(/条全部核验通过/)
}

/** Screens by name: who looks, where, and a link to follow from there. */
const screens: {name: string; account: string; hash: string; link?: RegExp; act?: (page: Page) => Promise<void>}[] = [
  {name: 'home', account: 'authority.li', hash: '#/'},
  {name: 'catalog', account: 'civil.zhou', hash: '#/catalog'},
  {name: 'scenario', account: 'authority.li', hash: '#/scenarios', link: /养老服务设施规划/},
  {name: 'workbench', account: 'operator.zheng', hash: '#/workspaces', link: /养老服务设施规划/, act: refused},
  {name: 'egress', account: 'authority.li', hash: '#/egress', link: /分县老年人口数据包/},
  {name: 'product', account: 'developer.chen', hash: '#/products', link: /区划代码查询接口/},
  {name: 'risk-board', account: 'authority.li', hash: '#/supervision'},
  {name: 'dashboard', account: 'authority.li', hash: '#/supervision/dashboard'},
  {name: 'rules', account: 'authority.li', hash: '#/rules'},
  {name: 'packs-compared', account: 'authority.li', hash: '#/rules/compare', act: compared},
  {name: 'timeline', account: 'audit.lin', hash: '#/', act: verified},
]

async function keep(page: Page, name: string): Promise<void> {
  fs.mkdirSync(folder!, {recursive: true})
  await page.waitForTimeout(600)  // charts and transitions come to rest
  const file = path.join(folder!, `${name}.png`)
  await page.screenshot({path: file, animations: 'disabled', caret: 'hide'})
  expect(fs.statSync(file).size, `${name}.png`).toBeLessThan(250 * 1024)
}

for (const {name, account, hash, link, act} of screens) {
  test(name, async ({as}) => {
    const page = await as(account)
    await open(page, hash)
    test.skip(await page.getByRole('heading', {name: '没有这个页面'}).count() > 0, `this build has no page ${hash}`)
    if (link) {
      await page.locator('main tbody').getByRole('link', {name: link}).first().click()
      await settled(page)
    }
    await act?.(page)
    await keep(page, name)
  })
}

test('portal', async ({anyone}) => {
  const page = await anyone()
  await page.goto(`${process.env.GONGSHU_PAGES}/portal`)
  await settled(page)
  await keep(page, 'portal')
})
