/** The catalog by workbook: the template goes out, a filled one comes in, what is wrong comes back marked, the rest becomes drafts. */
import {strFromU8, unzipSync} from 'fflate'
import fs from 'node:fs'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import {expect, open, overflow, picture, settled, test, violations} from './fixtures'

type Sheets = {sheet: string; data: (string | number | null)[][]}[]

test('a workbook becomes drafts; cells at fault come back marked', async ({as}, info) => {
  const page = await as('civil.zhou')
  await open(page, '#/catalog')
  await page.getByRole('link', {name: '批量导入'}).click()
  await settled(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: '下载模板'}).click()])
  expect(download.suggestedFilename()).toBe('目录编制模板.xlsx')
  const template = fs.readFileSync(await download.path())
  const parts = unzipSync(template)
  expect(strFromU8(parts['xl/worksheets/sheet2.xml']!)).toContain("<formula1>'资源'!$")
  expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toMatch(/<formula1>IF\(/)

  const sheets = await readWorkbook(template) as unknown as Sheets
  const [resources, items] = [sheets.find((one) => one.sheet === '资源')!.data, sheets.find((one) => one.sheet === '信息项')!.data]
  const row = (head: (string | number | null)[], values: Record<string, string>) => head.map((title) => {
    const name = String(title ?? '').replace(/ \*$/, '')
    return {value: values[name] ?? (name.startsWith('负面清单') ? '不属于' : '')}
  })
  const entry = {资源名称: '批量导入甲', 资源代码: 'IMP/1', 摘要: '批量导入试验', 分类: '民生保障', 资源格式: '库表', 更新周期: '每月', 共享类型: '有条件共享', 数据来源: '履职产生'}
  const item = {资源代码: 'IMP/1', 列名: 'beds', 名称: '床位数', 类型: '整数', 分级: '一般数据'}
  const filled = info.outputPath('filled.xlsx')
  await writeWorkbook([
    {sheet: '资源', data: [...resources.map((cells) => cells.map((value) => (value === null ? null : {value}))), row(resources[0]!, entry), row(resources[0]!, {...entry, 资源名称: '=恶意', 资源代码: 'IMP/2', 更新周期: '隔三差五', 摘要: ''})]},
    {sheet: '信息项', data: [...items.map((cells) => cells.map((value) => (value === null ? null : {value}))), row(items[0]!, item), row(items[0]!, {...item, 列名: '列'}), row(items[0]!, {...item, 资源代码: 'IMP/2'}), row(items[0]!, {...item, 列名: 'standard_col', 标准: ''})]},
  ]).toFile(filled)
  await page.getByLabel('选择填好的文件', {exact: false}).setInputFiles(filled)
  await expect(page.getByRole('status').filter({hasText: '2 个资源'})).toContainText('0 个可以导入')
  await expect(page.getByText(/资源 第 4 · 更新周期：应为下列之一/)).toBeVisible()
  await expect(page.getByText(/信息项 第 4 · 列名：/)).toBeVisible()
  await picture(page, 'catalog-import')
  expect(await overflow(page)).toEqual([])
  expect(await violations(page)).toEqual([])

  const [marked] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: '下载标注后的文件'}).click()])
  expect(marked.suggestedFilename()).toBe('filled_核对结果.xlsx')
  const back = await readWorkbook(fs.readFileSync(await marked.path())) as unknown as Sheets
  expect(back[0]!.data[3]!.at(-1)).toContain('更新周期')
  expect(back[0]!.data[3]).toContain('=恶意')
  expect(back[1]!.data[3]!.at(-1)).toContain('列名')

  await writeWorkbook([
    {sheet: '资源', data: [...resources.map((cells) => cells.map((value) => (value === null ? null : {value}))), row(resources[0]!, entry)]},
    {sheet: '信息项', data: [...items.map((cells) => cells.map((value) => (value === null ? null : {value}))), row(items[0]!, item)]},
  ]).toFile(filled)
  await page.getByLabel('选择填好的文件', {exact: false}).setInputFiles(filled)
  await page.getByRole('button', {name: '导入 1 个资源为草稿'}).click()
  await page.getByRole('link', {name: '批量导入甲'}).click()
  await expect(page.getByRole('heading', {name: '批量导入甲', level: 1})).toBeVisible()
  await expect(page.getByText('草稿').first()).toBeVisible()
})

test('what is no workbook is refused in words', async ({as}) => {
  const page = await as('civil.zhou')
  await open(page, '#/catalog/import')
  await page.getByLabel('选择填好的文件', {exact: false}).setInputFiles({name: '目录.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('not a workbook')})
  await expect(page.getByText('无法读取此文件')).toBeVisible()
})

test('a standard that another provider is the source of is shown before the server refuses it', async ({as}) => {
  const page = await as('civil.zhou')
  await open(page, '#/catalog')
  const rows = await (await page.request.get(`${process.env.GONGSHU_PAGES}/api/v1/catalog/entries`, {headers: {'X-Gongshu-Client': 'console'}})).json() as {rows: {provider: string; approved_content?: {items: {standard?: string}[]}}[]}
  const me = await (await page.request.get(`${process.env.GONGSHU_PAGES}/api/v1/sessions/current`)).json() as {org: string}
  const standard = rows.rows.filter((row) => row.provider !== me.org).flatMap((row) => row.approved_content?.items ?? []).find((item) => item.standard)?.standard
  expect(standard, 'the demonstration has an approved standard of another provider').toBeTruthy()
  const answer = await page.request.post(`${process.env.GONGSHU_PAGES}/api/v1/catalog/entries`, {headers: {'X-Gongshu-Client': 'console'}, data: {
    title: '同一标准的另一来源', summary: '试验', code: 'SRC/1', classification: '民生保障', format: 'table', sharing: 'conditional', update_cycle: 'yearly', origin: 'own', negative_list: {},
    items: [{name: 'a', title: '区划', type: 'text', grade: 'general', standard}],
  }})
  const {id} = await answer.json() as {id: string}
  await open(page, `#/catalog/${id}`)
  await expect(page.getByRole('heading', {name: '来源冲突'})).toBeVisible()
  await expect(page.getByText(`${standard} · 现`, {exact: false}).or(page.getByText(standard!).first()).first()).toBeVisible()
  await open(page, '#/catalog')
  await page.getByRole('checkbox', {name: '有来源冲突', exact: false}).check()
  await expect(page.getByRole('link', {name: '同一标准的另一来源'})).toBeVisible()
  expect(await violations(page)).toEqual([])
})
