/** A report that falls due is drafted from the node's records and saved. A demonstration of its own, as its clock is moved. */
import fs from 'node:fs'
import {expect, open, picture, test} from './fixtures'
import {startDemo, startPages} from './server'

test('a quarterly report is drafted from records and saved as DOCX and XLSX', async ({as}) => {
  const shared = {...process.env}
  const demo = await startDemo('henan')
  const pages = await startPages(demo.url)
  Object.assign(process.env, {GONGSHU_API: demo.url, GONGSHU_PAGES: pages.url})
  try {
    const clock = await fetch(`${demo.url}/api/v1/test/clock`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({to: '2026-04-02'})})
    expect(clock.status).toBe(200)
    const page = await as('operator.zheng')
    await open(page, '#/supervision/reports')
    await page.getByLabel('事项').selectOption({label: await page.getByLabel('事项').locator('option', {hasText: '季度报告 2026Q1'}).innerText()})
    await page.getByRole('button', {name: '拟稿'}).click()
    const table = page.getByRole('region', {name: /授权运营季度报告/})
    await expect(table.getByRole('row')).toHaveCount(5)
    await picture(page, 'report-draft')
    for (const [button, extension, part] of [['导出 DOCX', 'docx', 'word/document.xml'], ['导出 XLSX', 'xlsx', 'xl/worksheets/sheet1.xml']] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: button}).click()])
      expect(download.suggestedFilename()).toMatch(new RegExp(`^授权运营季度报告.*\\.${extension}$`))
      expect(fs.readFileSync(await download.path()).includes(part)).toBe(true)
    }
  } finally {
    Object.assign(process.env, {GONGSHU_API: shared.GONGSHU_API, GONGSHU_PAGES: shared.GONGSHU_PAGES, GONGSHU_URL: shared.GONGSHU_URL})
    await pages.stop()
    await demo.stop()
  }
})
