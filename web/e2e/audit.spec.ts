/** Regulators and the public: what the ledger proves, and that the browser refuses a proof that was tampered with. */
import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type {Page} from '@playwright/test'
import {expect, open, overflow, picture, program, test, violations} from './fixtures'

interface Entry {
  type: string
  data: object
}

const verdict = '[data-test="verdict"]'

/** The log in its order, from the first entry on: it opens with the newest. */
async function fromTheFirst(page: Page): Promise<void> {
  await page.getByLabel('起始序号').fill('0')
  await page.getByRole('button', {name: '读取', exact: true}).click()
}
const known = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'known.json'), 'utf8')) as {key: string}

test('a regulator finds a record in the ledger and verifies every step of its timeline', async ({as}) => {
  const page = await as('authority.li')
  await page.goto(`${process.env.GONGSHU_PAGES}/#/audit/log`)
  const table = page.getByRole('region', {name: '账本浏览'})
  await expect(table.locator('tbody tr').first()).toBeVisible()
  await fromTheFirst(page)
  await page.getByRole('button', {name: '核验 0', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('核验通过')
  await picture(page, 'ledger')
  expect([...await violations(page), ...await overflow(page)]).toEqual([])
  await page.getByRole('searchbox').first().fill('协议生效')
  await table.locator('a').first().click()
  await page.getByRole('button', {name: '核验全部证明'}).click()
  await expect(page.locator('[data-test="all"]')).toHaveText(/条全部核验通过/)
  await picture(page, 'timeline')
  expect([...await violations(page), ...await overflow(page)]).toEqual([])

  const [bundle] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: '下载证据包'}).click()])
  const {key, entries} = JSON.parse(fs.readFileSync(await bundle.path(), 'utf8')) as {key: string; entries: {proof: {envelope: string}}[]}
  expect(key).toContain('BEGIN PUBLIC KEY')
  expect(entries.length).toBeGreaterThan(1)
  expect(entries.every(({proof}) => proof.envelope.includes('"stream":"agreement/'))).toBe(true)
  const verified = (file: string) => spawnSync(program(), ['verify', '--bundle', file], {encoding: 'utf8'})
  expect(verified(await bundle.path())).toMatchObject({status: 0, stdout: expect.stringContaining('其中 0 条未附内容')})
  const [dossier] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: '下载尽职证明'}).click()])
  expect(dossier.suggestedFilename()).toMatch(/^dossier_agreement_agr-[0-9a-z]+\.json$/)
  expect((JSON.parse(fs.readFileSync(await dossier.path(), 'utf8')) as {history: unknown[]}).history.length).toBeGreaterThan(0)
  expect(verified(await dossier.path())).toMatchObject({status: 0, stdout: expect.stringContaining('dossier')})
})

test('the ledger is consistent with a checkpoint kept from before, and not with one that was changed', async ({as}) => {
  const page = await as('audit.lin')
  const kept = await (await page.context().request.get(`${process.env.GONGSHU_PAGES}/api/v1/ledger/checkpoint`)).text()
  await open(page, '#/audit/log')
  await page.getByLabel('以前的检查点').fill(kept)
  await page.getByRole('button', {name: '核验一致性'}).click()
  await expect(page.locator(verdict)).toContainText('核验通过')
  await page.getByLabel('以前的检查点').fill(kept.replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) - 1}\n`))
  await page.getByRole('button', {name: '核验一致性'}).click()
  await expect(page.locator(verdict)).toContainText('核验不通过')
})

test('a key that the reader brought decides, not the one that the node gives', async ({as}) => {
  const page = await as('authority.li')
  await open(page, '#/audit/log')
  await page.getByText('账本公钥（PEM）').first().click()
  const field = page.getByRole('textbox', {name: '账本公钥（PEM）'})
  await expect(field).toHaveValue(/BEGIN PUBLIC KEY/)
  await field.fill(known.key)  // of another node
  await fromTheFirst(page)
  await page.getByRole('button', {name: '核验 0', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('检查点签名（SM2）有效：不通过')
})

test('a proof changed on the way is refused in the console', async ({as}) => {
  const page = await as('authority.li')
  await page.route('**/api/v1/ledger/entries/*/proof', async (route) => {
    const answer = await route.fetch()
    const proof = await answer.json() as {path: string[]}
    const first = proof.path[0]!
    proof.path[0] = (first[0] === '0' ? '1' : '0') + first.slice(1)
    await route.fulfill({response: answer, json: proof})
  })
  await page.goto(`${process.env.GONGSHU_PAGES}/#/audit/log`)
  await fromTheFirst(page)
  await page.getByRole('button', {name: '核验 0', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('核验不通过')
  await expect(page.locator(verdict)).toContainText('包含证明导向已签名的根：不通过')
})

for (const [what, forge, says] of [
  ['an entry', (row: Entry) => { row.type = 'node.nothing_happened' }, '信封要素与页面一致：不通过'],
  ['what was recorded', (row: Entry) => { row.data = {...row.data, forged: 1} }, '登记内容与信封的承诺一致：不通过'],
] as const) {
  test(`${what} that the page shows differently is refused`, async ({as}) => {
    const page = await as('authority.li')
    await page.route('**/api/v1/ledger/entries?*', async (route) => {
      const answer = await route.fetch()
      const body = await answer.json() as {rows: Entry[]}
      forge(body.rows[0]!)
      await route.fulfill({response: answer, json: body})
    })
    await page.goto(`${process.env.GONGSHU_PAGES}/#/audit/log`)
    await fromTheFirst(page)
    await page.getByRole('button', {name: '核验 0', exact: true}).click()
    await expect(page.locator(verdict)).toContainText(says)
  })
}

test('the public verifies an entry, and sees a tampered proof and a foreign key refused', async ({anyone}) => {
  const page = await anyone()
  await page.goto(`${process.env.GONGSHU_PAGES}/portal#check/3`)
  const proof = page.getByLabel('证明（可粘贴他处取得的证明）')
  await expect(proof).toHaveValue(/"path"/)
  await page.getByRole('button', {name: '核验', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('核验通过')
  const honest = await proof.inputValue()
  await proof.fill(honest.replace(/"leaf": "(.)/, (_all, digit: string) => `"leaf": "${digit === '0' ? '1' : '0'}`))
  await page.getByRole('button', {name: '核验', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('核验不通过')
  await proof.fill(honest.replace(/\\n(\d+)\\n/, (_all, size: string) => `\\n${Number(size) + 1}\\n`))
  await page.getByRole('button', {name: '核验', exact: true}).click()
  await expect(page.locator(verdict)).toContainText('检查点签名（SM2）有效：不通过')
  await proof.fill('{')
  await page.getByRole('button', {name: '核验', exact: true}).click()
  await expect(page.getByRole('alert')).toContainText('证明不是有效的 JSON')
})
