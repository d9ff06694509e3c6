/** Chapters of the market that both cities have in common: an application unit is taken in, a product finds its way out, a key is issued. */
import type {Page} from '@playwright/test'
import {open, settled} from '../fixtures'
import type {AppKey} from './call'
import type {As} from './shared'
import {act, create, day, deposit, desk, expect, offered, put, putRest, review, send, state, todo, turn} from './steps'

/** Selected, assessed in every dimension and reviewed by `reviewer`. */
export async function developerTaken(as: As, of: {org: string; reviewer: string}): Promise<void> {
  const operator = await as('operator.zheng')
  await create(operator, '/developers/new', '选择应用单位', (form) => put(form, {单位: of.org, 应用场景说明: '养老机构信息核对'}), of.org)
  await act(operator, '逐项评估', async (form) => {
    for (const verdict of await form.getByRole('combobox', {name: /^结论/}).all()) await verdict.selectOption('pass')
    await putRest(form, '材料齐备，现场核查通过')
  })
  await state(operator, '已评估，审核中')
  await expect(desk(operator)).toHaveCount(0)
  const reviewer = await as(of.reviewer)
  await todo(reviewer, of.org)
  await review(reviewer, 'pass')
  await state(reviewer, '审核通过')
}

interface Contract {
  developer: string
  kind?: string
  purpose?: string
  title: RegExp
  confidentiality?: boolean
}

/** Drafted by the operator; answers its address. */
export async function contractDrafted(operator: Page, of: Contract): Promise<string> {
  await create(operator, '/application-agreements/new', '保存草稿', async (form) => {
    await put(form, {应用单位: of.developer, 协议种类: of.kind ?? '应用协议', 起始日期: await day(), 终止日期: await day(1, -1), ...(of.purpose ? {'约定的用途（每行一个）': of.purpose} : {})})
    if (of.confidentiality) await deposit(form, '安全保密协议', '安全保密协议')
    await turn(operator, '协议要素')
    await putRest(form, '见协议正文')
  }, of.title)
  return new URL(operator.url()).hash
}

export async function contractSigned(as: As, address: string): Promise<void> {
  for (const account of ['operator.feng', 'developer.chu']) {
    const page = await as(account)
    await open(page, address)
    await act(page, '签署')
  }
  const page = await as('developer.chu')
  await open(page, address)
  await state(page, '生效')
}

/** The key is shown once. */
export async function keyIssued(page: Page): Promise<AppKey> {
  await open(page, '/application-keys')
  await page.getByRole('button', {name: '签发密钥'}).first().click()
  await page.getByRole('textbox', {name: '用途标注'}).fill('生产系统')
  const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith('/api/v1/application-keys') && response.request().method() === 'POST'), page.locator('form').getByRole('button', {name: '签发密钥'}).click()])
  const {id, secret} = await answer.json() as AppKey
  await expect(page.getByText('密钥只显示这一次')).toBeVisible()
  await expect(page.getByText(secret)).toBeVisible()
  await page.getByRole('button', {name: '已保存，隐藏'}).click()
  await expect(page.getByText(secret)).toHaveCount(0)
  return {id, secret}
}

/** Checked by the machine and handed in by its author, who does not review it. */
export async function productSubmitted(operator: Page): Promise<string> {
  await expect(offered(operator, '提交审核')).toHaveCount(0)
  await act(operator, '机器合规检查')
  await state(operator, '已过机器检查')
  await expect(operator.getByRole('cell', {name: '未通过'})).toHaveCount(0)
  await act(operator, '提交审核')
  await state(operator, '合规审核中')
  await expect(desk(operator)).toHaveCount(0)
  return new URL(operator.url()).hash
}

/** On the desk of the egress review, where the machine's report lies. */
export async function egressPassed(page: Page, title: string): Promise<void> {
  await open(page, '/egress')
  await page.getByRole('link', {name: title}).click()
  await settled(page)
  await expect(page.getByRole('heading', {name: '出域审查报告'})).toBeVisible()
  await review(page, 'pass')
}

export async function productListed(operator: Page, address: string, price: {是否收费: string; '单价（每次或每份）'?: string; 定价依据: string}): Promise<void> {
  await open(operator, address)
  await act(operator, '记录产品登记', async (form) => put(form, {登记编号: '产登〔2026〕1号', 登记日期: await day()}))
  await act(operator, '定价', async (form) => put(form, price))
  await act(operator, '上架')
  await state(operator, '已上架')
}

/** What a subscription asks for; the form stays open for what is refused. */
export async function subscription(page: Page, given: Record<string, string | boolean>): Promise<void> {
  await open(page, '/subscriptions/new')
  const form = page.locator('main section.gs-card').first()
  await put(form, {起始日期: await day(), ...given})
  await send(form, '订阅产品')
}
