/** The desk of the egress review when something comes back: what changed since it was handed in before, and what was said of single places. */
import type {Page} from '@playwright/test'
import {expect, open, settled, sound, test} from './fixtures'

interface Answer {
  id: string
  status: string
  content: {scenario: string; title: string; summary: string; kind: string; definition: {job?: string}}
}

/** What the author does; the desk of the reviewer is what is tried here. */
async function call(page: Page, method: 'get' | 'post' | 'put', path: string, data?: object): Promise<Answer> {
  const answer = await page.request[method](`${process.env.GONGSHU_PAGES}/api/v1${path}`, {headers: {'X-Gongshu-Client': 'console'}, data})
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return await answer.json() as Answer
}

test('a candidate that comes back shows what changed, notes by place, and its history', async ({as}) => {
  const operator = await as('operator.zheng')
  const {rows} = await (await operator.request.get(`${process.env.GONGSHU_PAGES}/api/v1/products`)).json() as {rows: Answer[]}
  const {scenario, definition} = rows.find((row) => row.content.kind === 'package')!.content
  const content = {scenario, kind: 'package', title: `对照数据包 ${Date.now()}`, summary: '分县人数', definition}
  const {id} = await call(operator, 'post', '/products', content)
  await call(operator, 'post', `/products/${id}/check`)
  await call(operator, 'post', `/products/${id}/submit`)

  const reviewer = await as('agency.zhao')
  await open(reviewer, `#/egress/${id}`)
  await expect(reviewer.getByRole('heading', {name: '出域审查报告'})).toBeVisible()
  await expect(reviewer.getByRole('heading', {name: '办理经过'})).toBeVisible()
  await expect(reviewer.getByRole('heading', {name: '与上次提交相比'})).toHaveCount(0)
  const desk = reviewer.locator('section.gs-card', {has: reviewer.getByRole('heading', {name: '审核过程'})})
  await desk.getByLabel('意见').first().selectOption('send_back')
  await desk.getByRole('button', {name: '添加一项'}).click()
  await desk.getByLabel('针对').selectOption({label: '产品说明'})
  await desk.getByRole('region', {name: /逐项意见/}).getByRole('textbox').fill('请写明统计时点')
  await desk.getByLabel(/^理由/).fill('须补正')
  await desk.getByLabel(/^依据/).fill('第十五条')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(reviewer.getByText('已退回').first()).toBeVisible()
  await expect(reviewer.getByRole('term').filter({hasText: '产品说明'})).toBeVisible()
  await expect(reviewer.getByRole('definition').filter({hasText: '请写明统计时点'})).toBeVisible()

  await call(operator, 'put', `/products/${id}`, {...content, summary: '分县人数，年末时点'})
  await call(operator, 'post', `/products/${id}/check`)
  await call(operator, 'post', `/products/${id}/submit`)
  await reviewer.reload()
  await settled(reviewer)
  const since = reviewer.locator('section.gs-card', {has: reviewer.getByRole('heading', {name: '与上次提交相比'})})
  await expect(since.getByRole('row', {name: /产品说明/}).locator('ins')).toHaveText('，年末时点')
  await expect(since.getByRole('row')).toHaveCount(2)  // the head, and the one thing that changed
  await expect(reviewer.getByRole('heading', {name: '各版内容'})).toBeVisible()
  await expect(reviewer.getByRole('list', {name: '办理经过'})).toContainText('退回')
  await expect(reviewer.getByRole('link', {name: '证据与核验'})).toBeVisible()
  await desk.getByRole('button', {name: '添加一项'}).click()
  await expect(desk.getByLabel('针对').locator('option', {hasText: '机器检查：'}).first()).toBeAttached()
  await desk.getByLabel('意见').first().selectOption('send_back')
  await desk.getByRole('button', {name: '出具审核意见'}).click()
  await expect(desk.locator('[aria-invalid="true"]').first()).toBeVisible()
  await sound(reviewer)
})
