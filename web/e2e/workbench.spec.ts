/** The workbench in the dark theme: places and rewrites, figures that production would withhold; what stays in the browser after signing out. */
import type {Page} from '@playwright/test'
import {expect, open, settled, test, violations} from './fixtures'

async function bench(page: Page): Promise<void> {
  await open(page, '/workspaces')
  await page.locator('main tbody a').first().click()
  await settled(page)
}

const write = (page: Page, sql: string): Promise<void> => page.getByRole('textbox', {name: '查询'}).fill(sql)
const marked = (page: Page) => page.locator('.cm-lintRange-error')

test('a clause is marked, a name is mended wherever it stands, small counts are marked', async ({as}) => {
  const page = await as('operator.zheng', {theme: 'dark'})
  await bench(page)
  await write(page, "SELECT county_code, COUNT(*) AS n FROM residents WHERE id_number = '1' GROUP BY county_code")
  await page.getByRole('button', {name: '检查'}).click()
  await expect(page.getByRole('alert')).toContainText('query.column_forbidden')
  await expect.poll(async () => (await marked(page).allInnerTexts()).join('')).toBe("WHERE id_number = '1'")
  await page.getByRole('button', {name: '检查'}).hover()
  expect(await violations(page)).toEqual([])

  await write(page, 'SELECT countycode, COUNT(*) AS n FROM residents GROUP BY countycode')
  await page.getByRole('button', {name: '检查'}).click()
  await page.getByRole('button', {name: '采用此写法'}).click()
  await expect(page.getByRole('heading', {name: '检查通过'})).toBeVisible()

  await write(page, 'SELECT birth_date, COUNT(*) AS n FROM residents GROUP BY birth_date')
  await page.getByRole('button', {name: '在开发数据上运行'}).click()
  await expect(page.getByText('开发数据不作披露控制')).toBeVisible()
  await expect(page.getByRole('cell', {name: /生产中不予公布/}).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('signing out takes query and unsent text along, but for what was to stay', async ({as}) => {
  const page = await as('operator.zheng')
  await bench(page)
  await write(page, "SELECT COUNT(*) FROM residents WHERE county_code = '410102'")
  await open(page, '/scenarios/new')
  await page.getByLabel('场景名称').fill('暂存的场景')
  await expect(page.getByText('只存在本机浏览器')).toBeVisible()
  const held = (): Promise<string> => page.evaluate(() => JSON.stringify({...localStorage, ...sessionStorage}))
  expect(await held()).toMatch(/暂存的场景.*410102|410102.*暂存的场景/)
  await page.locator('header .who').click()
  await page.getByRole('menuitem', {name: '退出登录'}).click()
  await expect(page.getByRole('button', {name: '登录', exact: true})).toBeVisible()
  expect(await held()).not.toMatch(/暂存的场景|410102/)
})
