/** A developer tries a product out in the console, and the programs of the page run as they stand. */
import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import type {Page} from '@playwright/test'
import {expect, open, settled, test, violations} from './fixtures'

const run = promisify(execFile)

async function issueKey(page: Page): Promise<{id: string; secret: string}> {
  await open(page, '/application-keys')
  await page.getByRole('button', {name: '签发密钥'}).first().click()
  await page.getByRole('textbox', {name: '用途标注'}).fill('试用')
  await page.locator('form').getByRole('button', {name: '签发密钥'}).click()
  const shown = page.getByRole('alert').filter({hasText: '密钥只显示这一次'}).locator('code')
  return {id: await shown.nth(0).innerText(), secret: await shown.nth(1).innerText()}
}

async function openProduct(page: Page, name: string, key: {id: string; secret: string}): Promise<void> {
  await open(page, '/products')
  await page.getByRole('link', {name}).click()
  await settled(page)
  await page.getByLabel('密钥编号').fill(key.id)
  await page.getByLabel('密钥', {exact: true}).fill(key.secret)
}

test('a developer calls a product from its page, meets a refusal, and runs the examples unchanged', async ({as}) => {
  const page = await as('developer.chen')
  const key = await issueKey(page)
  await openProduct(page, '区划代码查询接口', key)
  const send = page.getByRole('button', {name: '调用', exact: true})
  await send.click()
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1)
  await page.getByLabel('查询键（code）').fill('410102001002')
  await send.click()
  await expect(page.getByText('已答复', {exact: true})).toBeVisible()
  await expect(page.locator('.answer')).toContainText('中原区')
  await expect(page.getByText('本次费用 0.05 元')).toBeVisible()
  const leaf = await page.getByRole('link', {name: /使用记录第 \d+ 条/}).getAttribute('href')
  expect(await violations(page)).toEqual([])

  const env = {...process.env, GONGSHU_KEY: key.id, GONGSHU_SECRET: key.secret}
  await page.getByRole('button', {name: 'Python'}).click()
  const python = await run('python3', ['-c', await page.locator('[data-snippet]').innerText()], {env})
  expect(JSON.parse(python.stdout).answer.full_name).toContain('中原区')
  await page.getByRole('button', {name: 'curl'}).click()
  const curl = await run('bash', ['-c', await page.locator('[data-snippet]').innerText()], {env})
  expect(JSON.parse(curl.stdout).answer.full_name).toContain('中原区')

  await page.locator('#field-purpose').fill('营销推送')
  await send.click()
  await expect(page.getByRole('alert').getByText('HA-18')).toBeVisible()
  await expect(page.getByText('本次费用 0.00 元')).toBeVisible()
  await expect(page.getByText('已答复', {exact: true})).toHaveCount(0)

  await open(page, leaf!)
  await expect(page.locator('.leaf')).toBeVisible()
  expect(await page.evaluate((secret) => JSON.stringify({...localStorage, ...sessionStorage}).includes(secret), key.secret)).toBe(false)
})

test('a product about people asks for the consent and refuses without it', async ({as}) => {
  const page = await as('developer.chen')
  const key = await issueKey(page)
  await openProduct(page, '居住地核验', key)
  await page.getByLabel('查询键（id_number）').fill('410102199001010011')
  await page.getByLabel('county_code').fill('410102')
  await page.getByRole('button', {name: '调用', exact: true}).click()
  await expect(page.getByRole('alert').getByText('CN-20')).toBeVisible()
  await expect(page.getByRole('link', {name: /使用记录第 \d+ 条/})).toBeVisible()
})
