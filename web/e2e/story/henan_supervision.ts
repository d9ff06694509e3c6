/** Henan, last part: inspection with the security departments, a circular with the government's consent, a stop, a complaint, the exit, and what the public sees. */
import {open, settled, test} from '../fixtures'
import {exited, publicSees} from './end'
import {operatorOrg} from './henan_grounds'
import {product} from './henan_market'
import {act, begin, day, deposit, expect, expectRefusal, forbidden, look, openMatter, put, refusedAct, send, state, visit} from './steps'
import {enterDecisionOn} from './shared'

export function supervision(): void {
  test('an inspection concludes nothing before the department that takes part has spoken, once', async ({as}) => {
    const authority = await as('authority.li')
    const matter = await openMatter(authority, '内控与平台合规检查', '开展检查', async (form) => put(form, {针对的记录: operatorOrg, 检查范围: '内控审计与平台安全合规', 检查日期: await day()}))
    const findings = async (form: Parameters<typeof put>[0]): Promise<void> => {
      await put(form, {发现的问题: '日志留存不足', 整改期限: await day(0, 20)})
      await deposit(form, '检查记录', '检查记录')
    }
    await refusedAct(authority, '责令整改', {rule: 'HA-22', article: '第二十条', code: 'rule.order'}, findings)
    const department = await as('cyber.lin')
    await look(department, '/matters', '内控与平台合规检查')
    await act(department, '会同部门意见', (form) => put(form, {意见: '日志留存不足六个月'}))
    await refusedAct(department, '会同部门意见', {rule: 'HA-22', article: '第二十条', code: 'state.already_exists'}, (form) => put(form, {意见: '再补一条'}))
    await visit(authority, `/matters/${matter}`)
    await act(authority, '责令整改', findings)
    const operator = await as('operator.zheng')
    await visit(operator, `/matters/${matter}`)
    await act(operator, '报告整改情况', async (form) => {
      await put(form, {整改措施: '日志留存延长到十二个月'})
      await deposit(form, '整改报告', '整改报告', operatorOrg)
    })
    await state(operator, '已报告整改情况')
    await visit(authority, `/matters/${matter}`)
    await act(authority, '复查', (form) => put(form, {结果: '已整改到位'}))
  })

  test('a sector authority supervises on record; a circular waits for the government and is not sent by its author', async ({as}) => {
    const sector = await as('sector.wei')
    await openMatter(sector, '监督管理与安全监管', '实施监管', async (form) => {
      await put(form, {针对的记录: operatorOrg, 监管事项: '核对行业数据使用范围'})
      await send(form, '实施监管')
      await expect(form.getByText('依据第四条').first()).toBeVisible()
      await expect(form.getByLabel(/^监管记录/)).toHaveAttribute('aria-invalid', 'true')
      await deposit(form, '监管记录', '监管记录')
    })
    await state(sector, '已实施监管')

    const authority = await as('authority.li')
    const matter = await openMatter(authority, '通报批评与责令整改', '提请通报', (form) => put(form, {针对的记录: operatorOrg, 违规事实: '超范围使用数据', 整改要求: '立即停止并删除'}))
    const government = await as('government.sun')
    await visit(government, `/matters/${matter}`)
    await state(government, '已提请通报')
    await enterDecisionOn(authority, '本级政府审议决定', '政函〔2026〕6号')
    const colleague = await as('authority.wang')
    await look(colleague, '/decisions', '政函〔2026〕6号')
    await act(colleague, '核对确认')
    const circular = async (form: Parameters<typeof put>[0]): Promise<void> => {
      await put(form, {整改期限: await day(0, 30), 已确认的平台外决定: '政函〔2026〕6号'})
      await deposit(form, '通报文本', '通报')
    }
    await visit(authority, `/matters/${matter}`)
    await refusedAct(authority, '通报并责令整改', {rule: 'HA-27', article: '第二十四条', code: 'auth.same_person'}, circular)
    await visit(colleague, `/matters/${matter}`)
    await act(colleague, '通报并责令整改', circular)
    await state(colleague, '已通报并责令整改')
  })

  test('an operator stops its product at a risk; nobody lifts the stop before the reports', async ({as}) => {
    const operator = await as('operator.feng')
    await open(operator, '/supervision')
    await operator.getByRole('button', {name: '立即停止'}).click()
    await operator.getByLabel('停止范围').selectOption('product')
    await operator.getByLabel('对象', {exact: true}).selectOption({label: product})
    await operator.getByLabel('停止理由').fill('发现关联汇聚风险')
    await operator.getByLabel('已采取的保护措施').fill('停止下载，封存日志')
    await operator.getByRole('button', {name: '下一步'}).click()
    await operator.getByRole('dialog').getByRole('button', {name: '确认停止'}).click()
    await expect(operator.getByRole('heading', {name: '停止令详情'})).toBeVisible()
    const stop = new URL(operator.url()).hash

    const developer = await as('developer.chen')
    await look(developer, '/subscriptions', new RegExp(product))
    await refusedAct(developer, '下载数据包', {rule: 'HA-20', article: '第十八条', code: 'state.stopped'})

    const authority = await as('authority.li')
    await open(authority, stop)
    const lift = authority.getByRole('dialog')
    const liftIt = async (): Promise<void> => {
      await authority.getByRole('button', {name: '解除停止'}).click()
      await lift.getByLabel('评估结论').fill('风险已排除')
      await lift.getByRole('button', {name: '解除停止'}).click()
      await lift.getByRole('button', {name: '再次确认'}).click()
    }
    await liftIt()
    await expectRefusal(lift, {rule: 'HA-20', code: 'rule.order'})
    await lift.getByRole('button', {name: '取消'}).click()
    const recipients = operator.getByLabel('接收方').locator('option')
    for (let left = await recipients.count(); left > 0; --left) {
      await expect(recipients).toHaveCount(left)
      await operator.getByLabel('文号').fill(`报〔2026〕${left}号`)
      await operator.getByRole('button', {name: '记录报告'}).click()
      await expect(operator.getByText(`报〔2026〕${left}号`)).toBeVisible()
    }
    await authority.reload()
    await settled(authority)
    await liftIt()
    await expect(authority.getByText('已解除')).toBeVisible()
    const dialog = await begin(developer, '下载数据包')
    await Promise.all([developer.waitForEvent('download'), send(dialog, '下载数据包')])
  })

  test('a developer complains; only the body concerned answers', async ({as}) => {
    const developer = await as('developer.chen')
    const matter = await openMatter(developer, '投诉与申诉复核', '提出', (form) => put(form, {类型: '投诉', '被投诉、申诉的单位': operatorOrg, 事项与请求: '停止未提前告知', 所涉决定或记录: product}))
    const agency = await as('agency.zhao')
    await visit(agency, `/matters/${matter}`)
    await expect(agency.getByRole('button', {name: '答复', exact: true})).toHaveCount(0)
    await forbidden(agency, '/products/new')
    const operator = await as('operator.feng')
    await visit(operator, `/matters/${matter}`)
    await act(operator, '答复', (form) => put(form, {答复: '风险处置须即时停止，已补充告知'}))
    const authority = await as('authority.li')
    await visit(authority, `/matters/${matter}`)
    const form = await begin(authority, '处理')
    await put(form, {处理结果: '不成立'})
    await send(form, '处理')
    await expect(form.getByLabel(/^理由/)).toHaveAttribute('aria-invalid', 'true')
    await put(form, {理由: '依规定即时停止', 依据: '第十八条'})
    await send(form, '处理')
    await expect(authority.getByRole('status').filter({hasText: '已办理：处理'})).toBeVisible()
  })

  test('the exit is completed by another person and certified; the developer can take nothing more', async ({as}) => {
    await exited(as, {operator: operatorOrg, product, reason: '双方协商一致，提前终止'})
  })

  test('the public reads that the grant has ended, checks the ledger, and gets into nothing else', async ({anyone}) => {
    await publicSees(await anyone(), {operator: operatorOrg})
  })
}
