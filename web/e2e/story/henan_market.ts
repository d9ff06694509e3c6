/** Henan, third part: data used without being seen, a product on its way out, a developer who takes it. */
import fs from 'node:fs'
import {open, settled, test} from '../fixtures'
import {operatorOrg} from './henan_grounds'
import {title as scenarioTitle} from './henan_scenario'
import {contractDrafted, contractSigned, developerTaken, egressPassed, productSubmitted, subscription} from './market'
import {act, begin, create, day, expect, expectRefusal, field, forbidden, look, mustGiveReasons, offered, put, refusedAct, send, state, todo, turn} from './steps'

export const product = '分县养老床位数据包'
const developerOrg = '云帆科技有限公司'
const purpose = '养老设施选址'
const job = '逐县测算床位'

export function market(): void {
  let address = ''

  test('a query that shows single rows, or uses a column otherwise than granted, is refused; a job is approved by others', async ({as}) => {
    const operator = await as('operator.zheng')
    await create(operator, '/workspaces/new', '开通环境', (form) => put(form, {已通过的应用场景: scenarioTitle}), scenarioTitle)
    const editor = operator.getByRole('textbox', {name: '查询'})
    const check = operator.getByRole('button', {name: '检查', exact: true})
    await editor.fill('SELECT county, beds FROM institutions')
    await check.click()
    await expectRefusal(operator.locator('main'), {code: 'query.'})
    await editor.fill('SELECT beds, count(*) AS n FROM institutions GROUP BY beds')
    await check.click()
    await expectRefusal(operator.locator('main'), {code: 'query.column_forbidden', rule: 'HA-15', article: '第十五条'})
    await editor.fill('SELECT county, count(*) AS institutions, sum(beds) AS beds FROM institutions GROUP BY county')
    await check.click()
    await expect(operator.getByRole('heading', {name: '检查通过'})).toBeVisible()
    await operator.getByRole('button', {name: '在开发数据上运行'}).click()
    await expect(operator.getByText('以下为合成数据')).toBeVisible()
    await operator.getByRole('button', {name: '提交作业'}).click()
    const form = operator.locator('section.gs-card', {has: operator.getByRole('heading', {name: '提交作业'})})
    await put(form, {目的: job})
    await send(form, '提交作业')
    await expect(operator.getByRole('heading', {name: job, level: 1})).toBeVisible()
    await state(operator, '待批准')
    await expect(offered(operator, '取消作业')).toBeVisible()
    await expect(offered(operator, '批准所示计划')).toHaveCount(0)  // nobody approves the use of data for oneself

    const agency = await as('agency.qian')
    await todo(agency, job)
    await act(agency, '批准所示计划')
    await operator.reload()
    await settled(operator)
    await act(operator, '运行')
    await state(operator, '已完成')
    await expect(operator.getByText('结果行数')).toHaveCount(0)
    await agency.reload()
    await expect(agency.getByText('结果行数')).toBeVisible()
  })

  test('a product is checked item by item and reviewed by agency and authority; whoever wrote it sees no report', async ({as}) => {
    const operator = await as('operator.zheng')
    await create(operator, '/products/new', '保存草稿', async (form) => {
      await put(form, {应用场景: scenarioTitle, 产品名称: product, 产品形态: '数据包', 产品说明: '分县机构数和床位数'})
      await turn(operator, '产品来源')
      await put(form, {来源作业: job})
    }, product)
    address = await productSubmitted(operator)
    await forbidden(operator, '/egress')
    const agency = await as('agency.zhao')
    await look(agency, '/egress', product)
    await mustGiveReasons(agency)
    await egressPassed(agency, product)
    await egressPassed(await as('authority.li'), product)
  })

  test('nothing is listed for a charge without a price', async ({as}) => {
    const operator = await as('operator.zheng')
    await open(operator, address)
    await act(operator, '记录产品登记', async (form) => put(form, {登记编号: '豫产登〔2026〕1号', 登记日期: await day()}))
    await refusedAct(operator, '上架', {rule: 'HA-16', article: '第十五条', code: 'rule.price_missing'})
    await act(operator, '定价', (form) => put(form, {是否收费: '收费', '单价（每次或每份）': '100', 定价依据: '政府指导价'}))
    await act(operator, '上架')
    await state(operator, '已上架')
  })

  test('a developer is assessed and reviewed, signs, subscribes within its agreement, and takes the package', async ({as}) => {
    const title = new RegExp(`${operatorOrg} — ${developerOrg}`)
    await developerTaken(as, {org: developerOrg, reviewer: 'agency.zhao'})
    const operator = await as('operator.zheng')
    await contractSigned(as, await contractDrafted(operator, {developer: developerOrg, purpose, title, confidentiality: true}))
    const developer = await as('developer.chen')
    await subscription(developer, {产品: product, 应用协议: `应用协议 ${developerOrg}`, 用途: purpose, 终止日期: await day(2), '每日限额（次）': '5', '每秒限额（次）': '1'})
    const form = developer.locator('main section.gs-card').first()
    await expectRefusal(form, {rule: 'HA-18', article: '第十七条第一款', code: 'rule.out_of_term'})
    await expect(field(form, '终止日期')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {终止日期: await day(0, 300)})
    await send(form, '订阅产品')
    await expect(developer.getByRole('heading', {name: `${product} · ${purpose}`, level: 1})).toBeVisible()
    const dialog = await begin(developer, '下载数据包')
    const [file] = await Promise.all([developer.waitForEvent('download'), send(dialog, '下载数据包')])
    const lines = fs.readFileSync(await file.path(), 'utf8').trim().split('\n')
    expect(lines[0]).toContain('county')
    expect(lines.length).toBeGreaterThan(2)
    await forbidden(developer, '/egress')
    await open(developer, '/catalog')
    await expect(developer.getByRole('link', {name: '编制目录条目'})).toHaveCount(0)
  })
}
