/** Chapters that both cities have in common: the plan, the agreement, the registration. */
import type {Page} from '@playwright/test'
import {open} from '../fixtures'
import {act, create, day, deposit, expect, expectRefusal, idOf, later, look, put, putRest, refusedAct, send, state, turn} from './steps'

export type As = (account: string) => Promise<Page>

/** Enters a decision on the page of the record it is about. */
export const enterDecisionOn = (page: Page, kind: string, number: string): Promise<void> => act(page, `录入${kind}`, async (form) => {
  await put(form, {文号: number, 决定日期: await day(), 结论: '同意'})
  await deposit(form, '决定文件', kind.replace(/[“”]/g, ''))
})

export async function confirmedDecision(page: Page, number: string): Promise<void> {
  await look(page, '/decisions', number)
  await act(page, '核对确认')
  await state(page, '已确认')
}

interface Entry {
  title: string
  code: string
  /** Column, title, type; the first is the key. */
  items: readonly (readonly [string, string, string])[]
}

/** A catalog entry as far as its last page; what is asked about origin and negative list is left to the story. */
export async function compiled(provider: Page, of: Entry): Promise<void> {
  await open(provider, '/catalog')
  await provider.getByRole('link', {name: '编制目录条目'}).click()
  await put(provider, {资源名称: of.title, 资源代码: of.code, 摘要: '机构名录与床位', 分类: '民生保障', 资源格式: '库表', 更新周期: '每月', 共享类型: '有条件共享'})
  await turn(provider, '信息项')
  for (const [index, [name, title, type]] of of.items.entries()) {
    if (index) await provider.getByRole('button', {name: '添加一项'}).click()
    const item = provider.getByRole('region', {name: `信息项 第 ${index + 1} 项`})
    await put(item, {列名: name, 名称: title, 类型: type, 分级: '一般数据', 主键: !index})
  }
}

/** Saves the entry and hands it in; `because` is why that is refused. */
export async function submitted(provider: Page, title: string, because?: Parameters<typeof expectRefusal>[1]): Promise<void> {
  await send(provider.locator('main'), '保存草稿')
  await expect(provider.getByRole('heading', {name: title, level: 1})).toBeVisible()
  await provider.getByRole('button', {name: '提交审核'}).click()
  const dialog = provider.getByRole('dialog', {name: '提交审核'})
  await send(dialog, '提交审核')
  if (!because) return state(provider, '审核中')
  await expectRefusal(dialog, because)
  await dialog.getByRole('button', {name: '取消'}).click()
}

const plan = '民生数据授权运营实施方案'

export async function draftPlan(as: As, ...resources: string[]): Promise<void> {
  const agency = await as('agency.zhao')
  await create(agency, '/plans/new', '保存草稿', async (form) => {
    await put(form, {方案名称: plan, 授权方式: '依场景授权', 起始日期: await day(), 终止日期: await day(3, -1)})
    for (const resource of resources) await form.getByLabel(new RegExp(resource)).check()
    await turn(agency, '方案必备事项')
    await putRest(form, '见方案正文')
  }, plan)
  await act(agency, '提交审议')
  await state(agency, '审议中')

  const government = await as('government.sun')
  await look(government, '/plans', plan)
  await enterDecisionOn(government, '本级政府审议决定', '政纪〔2026〕8号')
  await look(government, '/decisions', '政纪〔2026〕8号')
  await refusedAct(government, '核对确认', {code: 'auth.same_person'})

  await confirmedDecision(await as('authority.wang'), '政纪〔2026〕8号')
  const authority = await as('authority.li')
  await look(authority, '/plans', plan)
  await act(authority, '依据政府决定批准', (form) => put(form, {已确认的政府决定: '政纪〔2026〕8号'}))
  await state(authority, '已批准')
}

/** `rule` caps the term of the agreement. */
export async function draftAgreement(as: As, of: {operator: string; resource?: string; rule: string; article: string; signer: string}): Promise<void> {
  const agency = await as('agency.zhao')
  const title = new RegExp(`^${of.operator} `)
  await create(agency, '/agreements/new', '保存草稿', async (form) => {
    await put(form, {所依据的实施方案: plan, 运营主体: of.operator, 起始日期: await day(), 终止日期: await day(4)})
    for (const box of await form.getByRole('group', {name: /授权的数据资源/}).getByRole('checkbox').all()) await box.check()
    await turn(agency, '协议必备内容')
    await putRest(form, '见协议正文')
  })
  const form = agency.locator('main section.gs-card').first()
  await expect(form.locator('.problem')).toContainText(of.rule)
  await expect(form.locator('.problem')).toContainText(of.article)
  await expect(form.getByLabel(/^终止日期/)).toHaveAttribute('aria-invalid', 'true')
  await put(form, {终止日期: await day(3, -1)})
  await form.locator('form').getByRole('button', {name: '保存草稿'}).click()
  await expect(agency.getByRole('heading', {name: title, level: 1})).toBeVisible()
  await enterDecisionOn(agency, '“三重一大”集体决策', '纪要〔2026〕9号')
  await look(agency, '/decisions', '纪要〔2026〕9号')
  await refusedAct(agency, '核对确认', {code: 'auth.same_person'})
  await confirmedDecision(await as('agency.qian'), '纪要〔2026〕9号')
  await look(agency, '/agreements', title)
  await act(agency, '经集体决策通过', (one) => put(one, {已确认的集体决策: '纪要〔2026〕9号'}))
  await state(agency, '已决策，待签署')
  for (const account of [of.signer, 'operator.feng']) {
    const signer = await as(account)
    await look(signer, '/agreements', title)
    await act(signer, '签署协议')
  }
  await agency.reload()
  await state(agency, '生效')
}

/** Registered with its notice; before the notice has run nobody assigns the code. Answers nothing: what follows looks the record up. */
export async function registered(as: As, resource: string): Promise<void> {
  const agency = await as('agency.zhao')
  await look(agency, '/catalog', resource)
  const entry = idOf(agency)
  await create(agency, '/decisions/new', '录入平台外决定', async (form) => {
    await put(form, {决定种类: '国有资产管理规定落实情况', 记录种类: '目录条目', 针对的记录: entry, 文号: '国资〔2026〕2号', 决定日期: await day(), 结论: '同意'})
    await deposit(form, '决定文件', '国资落实情况')
  }, /国有资产管理规定落实情况/)
  await confirmedDecision(await as('agency.qian'), '国资〔2026〕2号')
  await create(agency, '/registrations/new', '申请登记', async (form) => {
    await put(form, {目录条目: resource, 登记类型: '首次登记', 国有资产管理规定落实情况: '国资〔2026〕2号'})
    await deposit(form, '来源合法性材料', '来源说明', '市民政局')
  }, new RegExp(resource))
  const registration = new URL(agency.url()).hash

  const authority = await as('authority.li')
  await open(authority, registration)
  await act(authority, '受理或不予受理', (form) => put(form, {结论: '受理'}))
  await act(authority, '形式审核', (form) => put(form, {结论: '通过'}))
  await act(authority, '公示')
  await refusedAct(authority, '赋码登记', {rule: 'CN-14', code: 'rule.order'})
  await later('11 working_days')
  const again = await as('authority.li')
  await open(again, registration)
  await act(again, '赋码登记')
  await state(again, '已登记')
}
