/** The Henan story through the browser for those who apply, review and develop, with the refusals they meet. */
import type {Page} from '@playwright/test'
import {expect, open, overflow, picture, settled, test, violations} from './fixtures'

async function card(page: Page, heading: string) {
  return page.locator('section.gs-card', {has: page.getByRole('heading', {name: heading, exact: true})})
}

async function first(page: Page, hash: string): Promise<void> {
  await open(page, hash)
  await page.locator('main tbody a').first().click()
  await settled(page)
}

test('a plan that lacks an item is marked at the field with its article, and nothing is sent', async ({as}) => {
  const page = await as('agency.zhao')
  await open(page, '/plans/new')
  await page.getByLabel('方案名称').fill('市级公共数据授权运营实施方案')
  await page.getByRole('button', {name: '编制实施方案'}).click()
  await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible()
  await page.getByRole('button', {name: /必备事项/}).click()
  await expect(page.getByText('依据第十二条').first()).toBeVisible()
  expect(await page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(5)
  await expect(page).toHaveURL(/plans\/new/)
})

test('a scenario is applied for, reviewed by others, and not by its author', async ({as}) => {
  const page = await as('operator.zheng')
  await open(page, '/basket')
  await page.locator('main tbody input[type=checkbox]').first().check()
  await page.getByRole('button', {name: '以所选列申请场景'}).click()
  await settled(page)
  await page.getByLabel('所依据的运营协议').selectOption({index: 1})
  const title = `早餐网点布局 ${Date.now()}`
  await page.getByLabel('场景名称').fill(title)
  await page.getByLabel('用途类别').selectOption('public_interest')
  await page.getByRole('button', {name: /申请要素/}).click()
  for (const box of await page.locator('main textarea').all()) await box.fill('用途、对象和预期成效见附件')
  await page.getByRole('button', {name: /数据需求/}).click()
  await page.getByLabel('查询中的表名').fill('residents')
  await page.getByText('聚合', {exact: true}).click()
  await page.getByLabel('脱敏方法').selectOption('pseudonymise')
  await page.getByLabel('为何必需').fill('按人去重计数')
  await page.getByRole('button', {name: '申请应用场景'}).click()
  await expect(page.getByRole('heading', {name: title, level: 1})).toBeVisible()
  const address = new URL(page.url()).hash
  await page.getByRole('button', {name: '提交审核'}).click()
  await page.getByRole('dialog').getByRole('button', {name: '提交审核'}).click()
  await expect(page.getByText('审核中').first()).toBeVisible()
  await expect(page.getByRole('button', {name: '出具审核意见'})).toHaveCount(0)

  const reviewer = await as('agency.zhao')
  await open(reviewer, address)
  const desk = await card(reviewer, '审核过程')
  await desk.getByLabel('意见').selectOption('send_back')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(desk.locator('[aria-invalid="true"]').first()).toBeVisible()
  await desk.getByLabel(/^理由/).fill('数据需求须逐列说明成效')
  await desk.getByLabel(/^依据/).fill('第十五条第一款')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(reviewer.getByText('已退回').first()).toBeVisible()
  expect(await violations(reviewer)).toEqual([])
})

test('a query that singles people out is refused at its place, and a rewrite that passes is taken by a click', async ({as}) => {
  const page = await as('operator.zheng')
  await first(page, '/workspaces')
  const editor = page.getByRole('textbox', {name: '查询'})
  await editor.fill('SELECT id_number, county_code FROM residents')
  await page.getByRole('button', {name: '检查'}).click()
  await expect(page.getByText('结果须为聚合值').first()).toBeVisible()
  await page.getByRole('button', {name: '采用此写法'}).click()
  await expect(page.getByRole('heading', {name: '检查通过'})).toBeVisible()
  await page.getByRole('button', {name: '在开发数据上运行'}).click()
  await expect(page.getByText('以下为合成数据')).toBeVisible()
  expect(await overflow(page)).toEqual([])
  expect(await violations(page)).toEqual([])
  await picture(page, 'workbench')
})

test('the egress report is for reviewers: what was suppressed and why', async ({as}) => {
  const page = await as('authority.li')
  await open(page, '/egress')
  await page.getByRole('link', {name: '分县老年人口数据包'}).click()
  await settled(page)
  await expect(page.getByRole('heading', {name: '攻击模拟'})).toBeVisible()
  await expect(page.getByRole('cell', {name: '主体过少'}).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await picture(page, 'egress')
})

test('a developer sees market, statement and snippets; an application key is shown once', async ({as}) => {
  const page = await as('developer.chen')
  await open(page, '/products')
  await page.getByRole('link', {name: '区划代码查询接口'}).click()
  await settled(page)
  await expect(page.getByText('X-Gongshu-Signature').first()).toBeVisible()
  await open(page, '/application-keys')
  await page.getByRole('button', {name: '签发密钥'}).first().click()
  await page.getByRole('textbox', {name: '用途标注'}).fill('联调')
  await page.locator('form').getByRole('button', {name: '签发密钥'}).click()
  await expect(page.getByText('密钥只显示这一次')).toBeVisible()
  await page.getByRole('button', {name: '已保存，隐藏'}).click()
  await expect(page.getByText('密钥只显示这一次')).toHaveCount(0)
})

test('a matter runs from the procedure of the pack: what it asks for, who may go on', async ({as}) => {
  const page = await as('operator.zheng')
  await open(page, '/procedures')
  await page.getByRole('link', {name: '提出校核需求'}).click()
  await settled(page)
  await page.getByRole('button', {name: '提出校核需求'}).click()
  await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible()
  await page.getByLabel('针对的记录').selectOption({index: 1})
  await page.getByLabel(/问题描述/).fill('部分县级代码缺失')
  await page.getByLabel(/发现日期/).fill('2026-03-16')
  await page.getByRole('button', {name: '提出校核需求'}).click()
  await expect(page.getByText('已提出').first()).toBeVisible()
  await expect(page.getByText('剩').first().or(page.getByText('到期').first())).toBeVisible()
})
