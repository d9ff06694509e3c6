/** Blind review on the egress desk, and a sample for development: what no pack of a place has, under an overlay of its own (e2e/packs/blind_henan). */
import type {Page} from '@playwright/test'
import {expect, open, settled, sound, test} from './fixtures'
import {useDemo} from './server'
import {desk, forbidden, review} from './story/steps'

test.describe.configure({mode: 'default', timeout: 240_000})

let stop: () => Promise<void>
test.beforeAll(async () => {
  test.setTimeout(240_000)
  stop = await useDemo('blind_henan')
})
test.afterAll(() => stop?.())

interface Row {
  id: string
  content: {scenario: string; kind: string; definition: {job?: string}}
}

async function call<T = Row>(page: Page, method: 'get' | 'post' | 'put', path: string, data?: object): Promise<T> {
  const answer = await page.request[method](`${process.env.GONGSHU_PAGES}/api/v1${path}`, {headers: {'X-Gongshu-Client': 'console'}, data})
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return await answer.json() as T
}

const said = '数据安全方面没有意见'
/** Only the review: what the author wrote shows elsewhere. */
const chain = (page: Page) => page.locator('section.gs-card', {has: page.getByRole('heading', {name: '审核过程'})})

async function desks(page: Page, id: string): Promise<void> {
  await open(page, '/')
  await open(page, `/egress/${id}`)
  await expect(page.getByRole('heading', {name: '出域审查报告'})).toBeVisible()
  await expect(page.getByRole('heading', {name: '办理经过'})).toBeVisible()
}

test('two reviewers do not see each other; an early return resets the votes; the author has neither desk nor report', async ({as}) => {
  const author = await as('operator.feng')
  const {rows} = await call<{rows: Row[]}>(author, 'get', '/products')
  const {scenario, definition} = rows.find((row) => row.content.kind === 'package')!.content
  const content = {scenario, kind: 'package', title: '背靠背数据包', summary: '分县人数', definition}
  const {id} = await call(author, 'post', '/products', content)
  await call(author, 'post', `/products/${id}/check`)
  await call(author, 'post', `/products/${id}/submit`)
  await forbidden(author, '/egress')
  await open(author, `/products/${id}`)
  await expect(chain(author)).toContainText('背靠背')
  await expect(desk(author)).toHaveCount(0)

  const agency = await as('agency.zhao')
  await desks(agency, id)
  await expect(chain(agency)).toContainText('背靠背')
  await review(agency, 'pass', {说明: said})
  await expect(chain(agency)).toContainText(said)  // one's own

  const authority = await as('authority.li')
  await desks(authority, id)
  await expect(desk(authority)).toBeVisible()
  await expect(authority.locator('main')).not.toContainText(said)
  await expect(chain(authority)).not.toContainText('赵处长')
  await sound(authority)
  await review(authority, 'send_back', {理由: '县名应写全称', 依据: '披露控制'})
  await expect(authority.getByText('已退回').first()).toBeVisible()
  await expect(authority.locator('main')).not.toContainText(said)  // nobody learns what the other would have said

  await call(author, 'put', `/products/${id}`, {...content, summary: '分县人数，县名为全称'})
  await call(author, 'post', `/products/${id}/check`)
  await call(author, 'post', `/products/${id}/submit`)
  await desks(agency, id)
  await expect(agency.getByRole('heading', {name: '与上次提交相比'})).toBeVisible()
  await expect(desk(agency)).toBeVisible()  // votes anew, though it agreed before
  await desks(authority, id)
  await review(authority, 'pass', {说明: '县名已改'})
  await expect(authority.getByText('合规审核中').first()).toBeVisible()
  await desks(agency, id)
  await expect(desk(agency)).toBeVisible()
  await expect(agency.locator('main')).not.toContainText('县名已改')
  await review(agency, 'pass')
  await expect(agency.getByText('审核通过').first()).toBeVisible()
  await expect(chain(agency)).toContainText('县名已改')  // both are in
})

test('a sample for development is asked for and let go by somebody else', async ({as}) => {
  const operator = await as('operator.zheng')
  const {rows: [workspace]} = await call<{rows: {id: string}[]}>(operator, 'get', '/workspaces')
  const {id} = await call(operator, 'post', '/development-samples', {workspace: workspace!.id, table: 'residents', share_percent: 50, purpose: '调试分县模型'})
  await open(operator, `/samples/${id}`)
  await expect(operator.getByText('调试分县模型')).toBeVisible()
  await expect(operator.getByRole('button', {name: '放行', exact: true})).toHaveCount(0)
  await sound(operator, {english: true})
  const agency = await as('agency.zhao')
  await open(agency, `/samples/${id}`)
  await expect(agency.getByText('批次主体数')).toBeVisible()  // the operator does not see it
  await agency.getByRole('button', {name: '放行', exact: true}).click()
  await agency.getByRole('dialog').getByRole('button', {name: '放行'}).click()
  await expect(agency.getByText('已放行').first()).toBeVisible()
  await agency.reload()
  await settled(agency)
  await sound(agency)
})
