/** Reviewing through the browser: which chain will run, what changed since the last submission, notes item by item, several at once. */
import type {Page} from '@playwright/test'
import {expect, open, picture, settled, test, violations} from './fixtures'

/** A scenario as far as its draft; answers its address. */
async function draft(page: Page, title: string): Promise<string> {
  await open(page, '/scenarios/new')
  await page.getByLabel('所依据的运营协议').selectOption({index: 1})
  await page.getByLabel('场景名称').fill(title)
  await page.getByLabel('用途类别').selectOption('public_interest')
  await page.getByRole('button', {name: /申请要素/}).click()
  for (const box of await page.locator('main textarea').all()) await box.fill('用途、对象和预期成效见附件')
  await page.getByRole('button', {name: /数据需求/}).click()
  await page.getByLabel('目录条目').selectOption({index: 1})
  await page.getByLabel('查询中的表名').fill('residents')
  await page.getByLabel('信息项名').fill('county_code')
  await page.getByText('聚合', {exact: true}).click()
  await page.getByLabel('脱敏方法').selectOption('keep')
  await page.getByLabel('为何必需').fill('按县布点')
  await page.getByRole('button', {name: '保存草稿'}).click()
  await expect(page.getByRole('heading', {name: title, level: 1})).toBeVisible()
  return new URL(page.url()).hash
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', {name: '提交审核'}).click()
  await page.getByRole('dialog').getByRole('button', {name: '提交审核'}).click()
  await expect(page.getByText('审核中').first()).toBeVisible()
}

test('submitting shows the chain that will run; what comes back shows what changed', async ({as}) => {
  const operator = await as('operator.zheng')
  const address = await draft(operator, `变更对照 ${Date.now()}`)
  await operator.getByRole('button', {name: '提交审核'}).click()
  const coming = operator.getByRole('dialog').getByRole('region', {name: '提交后的审核链'})
  await expect(coming.getByText('第 1 环节')).toBeVisible()
  await expect(coming.getByText('依据第三条、第四条')).toBeVisible()
  await expect(coming.getByText('实施机构', {exact: true})).toBeVisible()
  await operator.getByRole('dialog').getByRole('button', {name: '提交审核'}).click()
  await expect(operator.getByText('审核中').first()).toBeVisible()

  const agency = await as('agency.zhao')
  await open(agency, address)
  const desk = agency.locator('section.gs-card', {has: agency.getByRole('heading', {name: '审核过程'})})
  await desk.getByLabel('意见').first().selectOption('send_back')
  await desk.getByRole('button', {name: '添加一项'}).click()
  await desk.getByLabel('针对').selectOption({index: 1})
  await desk.getByRole('region', {name: /逐项意见/}).getByRole('textbox').fill('请写明服务对象')
  await desk.getByLabel(/^理由/).fill('须补正')
  await desk.getByLabel(/^依据/).fill('第十五条第一款')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(agency.getByText('已退回').first()).toBeVisible()
  await expect(agency.getByText('请写明服务对象').first()).toBeVisible()

  await operator.reload()
  await settled(operator)
  await operator.getByRole('button', {name: '修改', exact: true}).click()
  await operator.getByRole('button', {name: /申请要素/}).click()
  await operator.locator('main textarea').first().fill('服务对象为独居老人')
  await operator.locator('form').getByRole('button', {name: '保存草稿'}).click()
  await expect(operator.getByText('草稿').or(operator.getByText('已退回')).first()).toBeVisible()
  await submit(operator)

  await agency.reload()
  await settled(agency)
  await expect(agency.getByRole('heading', {name: '与上次提交相比'})).toBeVisible()
  await expect(agency.getByText('服务对象为独居老人').first()).toBeVisible()
  await expect(agency.getByRole('heading', {name: '各版内容'})).toBeVisible()
  expect(await violations(agency)).toEqual([])
  await picture(agency, 'review')
})

test('several that wait at the same step are dealt with together, each by itself', async ({as}) => {
  const operator = await as('operator.zheng')
  const stamp = Date.now()
  for (const name of ['甲', '乙']) {
    await draft(operator, `批量${name} ${stamp}`)
    await submit(operator)
  }
  const agency = await as('agency.qian')
  await open(agency, '/todos/batch')
  const group = agency.locator('section.gs-card', {has: agency.getByRole('heading', {name: /应用场景 · /})})
  for (const name of ['甲', '乙']) await group.getByRole('checkbox', {name: `选择 批量${name} ${stamp}`}).check()
  await group.getByRole('button', {name: '出具审核意见'}).click()
  await group.getByLabel('意见').first().selectOption('pass')
  await group.locator('form').getByRole('button', {name: '出具审核意见'}).click()
  await expect(group.getByText('已办理 2 件，未成功 0 件')).toBeVisible()
  expect(await violations(agency)).toEqual([])
  await picture(agency, 'batch')
})

test('the figures of a statement lead day by day and record by record to the ledger', async ({as}) => {
  const page = await as('operator.zheng')
  await open(page, '/products')
  await page.getByRole('link', {name: '区划代码查询接口'}).click()
  await settled(page)
  await expect(page.getByRole('heading', {name: '订阅方与使用'})).toBeVisible()
  await page.getByRole('link', {name: /的使用与费用清单/}).first().click()
  await settled(page)
  await expect(page.getByRole('heading', {name: '逐日使用'})).toBeVisible()
  await page.getByRole('button', {name: '查到账本'}).first().click()
  const leaf = page.getByRole('region', {name: /在账本中的位置/})
  await expect(leaf.getByText('包含证明')).toBeVisible()
  await expect(leaf.getByText(/[0-9a-f]{64}/).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a query is laid out, drawn and saved as a picture', async ({as}) => {
  const page = await as('operator.zheng')
  await open(page, '/workspaces')
  await page.locator('main tbody a').first().click()
  await settled(page)
  await page.getByRole('textbox', {name: '查询'}).fill('select county_code, count(*) as people from residents group by county_code')
  await page.getByRole('button', {name: '整理格式'}).click()
  await expect(page.getByRole('textbox', {name: '查询'})).toContainText('GROUP BY')
  await page.getByRole('button', {name: '检查'}).click()
  await expect(page.getByRole('list', {name: '计划图'}).getByText('披露控制')).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', {name: '保存图片（SVG）'}).click()
  expect((await saved).suggestedFilename()).toMatch(/\.svg$/)
})
