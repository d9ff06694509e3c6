/** The end that both cities have in common: started by one, completed by another, certified; subscribers are told. */
import type {Page} from '@playwright/test'
import {open, settled, violations} from '../fixtures'
import type {As} from './shared'
import {act, create, deposit, expect, look, put, refusedAct, state} from './steps'

export async function exited(as: As, of: {operator: string; product: string; reason: string}): Promise<void> {
  const starter = await as('authority.li')
  const title = new RegExp(of.operator)
  await create(starter, '/exits/new', '启动退出', async (form) => {
    await put(form, {退出的运营协议: of.operator, 退出情形: '提前终止', 理由: of.reason})
    await deposit(form, '依据材料', '终止协议通知')
  }, title)
  const address = new URL(starter.url()).hash
  await refusedAct(starter, '完成退出', {code: 'auth.same_person'})

  const other = await as('authority.wang')
  await look(other, '/exits', title)
  expect(new URL(other.url()).hash).toBe(address)
  await act(other, '完成退出')
  await state(other, '已出具证明')
  await expect(other.getByRole('heading', {name: '退出证明'})).toBeVisible()
  await expect(other.getByRole('definition').filter({hasText: /^SM2-SM3$/})).toBeVisible()
  expect(await violations(other)).toEqual([])

  const told = await as('developer.chen')
  await look(told, '/exit-notices', of.product)
  await expect(told.getByText(of.reason).first()).toBeVisible()
  const operator = await as('operator.zheng')
  await look(operator, '/agreements', title)
  await state(operator, '已终止')
  await open(operator, '/scenarios/new')
  await expect(operator.getByLabel(/^所依据的运营协议/)).toBeVisible()
}

/** What anybody sees: the grant that has ended, an entry of the ledger verified by the browser and refused once it was changed; and nothing of the console. */
export async function publicSees(page: Page, of: {operator: string}): Promise<void> {
  const portal = `${process.env.GONGSHU_PAGES}/portal`
  await page.goto(`${portal}#grants`)
  await settled(page)
  await expect(page.getByRole('row', {name: of.operator}).first()).toContainText('已终止')
  await page.goto(`${portal}#check/3`)
  await settled(page)
  const proof = page.getByLabel('证明（可粘贴他处取得的证明）')
  await expect(proof).toHaveValue(/"leaf"/)
  await page.getByRole('button', {name: '核验', exact: true}).click()
  const verdict = page.locator('[data-test="verdict"]')
  await expect(verdict).toContainText('核验通过')
  const changed = (await proof.inputValue()).replace(/("leaf": ")(.)/, (_all, before: string, digit: string) => before + (digit === '0' ? '1' : '0'))
  await proof.fill(changed)
  await page.getByRole('button', {name: '核验', exact: true}).click()
  await expect(verdict).toContainText('核验不通过')
  await page.goto(`${process.env.GONGSHU_PAGES}/#/catalog`)
  await expect(page).toHaveURL(/sign-in/)
  await expect(page.getByRole('heading', {name: '登录'})).toBeVisible()
}
