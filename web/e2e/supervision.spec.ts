/** Supervision: the stop button in two steps, deadlines with days made up, charts with their tables. */
import {expect, open, picture, settled, test} from './fixtures'

test('an authority stops a developer in two steps, and the stop is lifted after reports and an assessment', async ({as}) => {
  const page = await as('authority.li')
  await open(page, '#/supervision')
  await page.getByRole('button', {name: '立即停止'}).click()
  await page.getByLabel('停止范围').selectOption('developer')
  await page.getByLabel('对象', {exact: true}).selectOption({index: 1})
  await page.getByRole('textbox', {name: '停止理由'}).fill('接口调用异常 <b>e2e</b>')
  await page.getByLabel('已采取的保护措施').fill('冻结密钥')
  await page.getByRole('button', {name: '下一步'}).click()
  const second = page.getByRole('dialog')
  await expect(second).toContainText('请核对后确认')
  await expect(second).toContainText('接口调用异常 <b>e2e</b>')
  await picture(page, 'stop')
  await second.getByRole('button', {name: '确认停止'}).click()
  await expect(page.getByRole('heading', {name: '停止令详情'})).toBeVisible()
  await expect(page.getByText('停止中')).toBeVisible()
  const stop = new URL(page.url()).hash

  await open(page, '#/supervision')
  await picture(page, 'risk-board')
  await page.getByRole('link', {name: '接口调用异常 <b>e2e</b>'}).click()
  await expect(page.getByText('解除须由主管部门的另一人办理')).toBeVisible()
  await expect(page.getByRole('button', {name: '解除停止'})).toHaveCount(0)

  const colleague = await as('authority.wang')
  await open(colleague, stop)
  const lift = colleague.getByRole('dialog')
  async function liftIt(): Promise<void> {
    await colleague.getByRole('button', {name: '解除停止'}).click()
    await lift.getByLabel('评估结论').fill('风险已排除')
    await lift.getByRole('button', {name: '解除停止'}).click()
    await lift.getByRole('button', {name: '再次确认'}).click()
  }
  await liftIt()
  await expect(lift.getByRole('alert').last()).toContainText('rule.order')  // the pack wants the reports first
  await lift.getByRole('button', {name: '取消'}).click()

  const told = page.getByLabel('接收方').locator('option')
  for (let left = await told.count(); left > 0; --left) {
    await expect(told).toHaveCount(left)
    await page.getByLabel('文号').fill(`试〔2026〕${left}号`)
    await page.getByRole('button', {name: '记录报告'}).click()
    await expect(page.getByText(`试〔2026〕${left}号`)).toBeVisible()
  }
  await colleague.reload()
  await liftIt()
  await expect(colleague.getByText('已解除')).toBeVisible()
})

test('a developer has no stop button', async ({as}) => {
  const page = await as('developer.chen')
  await open(page, '#/supervision')
  await expect(page.getByRole('heading', {name: '风险看板'})).toBeVisible()
  await expect(page.getByRole('button', {name: '立即停止'})).toHaveCount(0)
})

test('the deadlines calendar marks days off and days worked to make up as the node counts them', async ({as}) => {
  const page = await as('agency.zhao')
  const calendar = await (await page.context().request.get(`${process.env.GONGSHU_PAGES}/api/v1/calendar`)).json() as {days_off: string[]; days_made_up: string[]}
  await open(page, '#/supervision/deadlines')
  const {now} = await (await page.context().request.get(`${process.env.GONGSHU_PAGES}/api/v1/start`)).json() as {now: string}
  const ahead = calendar.days_made_up.find((day) => day > now.slice(0, 10))!
  const months = (Number(ahead.slice(0, 4)) - Number(now.slice(0, 4))) * 12 + Number(ahead.slice(5, 7)) - Number(now.slice(5, 7))
  for (let i = 0; i < months; ++i) await page.getByRole('button', {name: '下月'}).click()
  await expect(page.getByRole('cell', {name: new RegExp(`^${Number(ahead.slice(8))}\\s*班`)})).toBeVisible()
  await expect(page.getByRole('cell', {name: /^\d+\s*休/})).toHaveCount(await page.locator('td.off').count())
  expect(await page.locator('td.off').count()).toBeGreaterThanOrEqual(calendar.days_off.filter((day) => day.startsWith(ahead.slice(0, 7))).length)
  await picture(page, 'deadlines')
})

test('every chart of the dashboard has the same figures as a table', async ({as}) => {
  const page = await as('authority.li', {width: 1920})
  await open(page, '#/supervision/dashboard')
  await expect(page.getByRole('img', {name: '各环节记录数'})).toBeVisible()
  await settled(page)
  await picture(page, 'dashboard')
  const charts = await page.locator('figure').count()
  for (const button of await page.getByRole('button', {name: '以表格查看'}).all()) await expect(button).toBeEnabled()
  while (await page.getByRole('button', {name: '以表格查看'}).count()) await page.getByRole('button', {name: '以表格查看'}).first().click()
  await expect(page.locator('figure table')).toHaveCount(charts)
})
