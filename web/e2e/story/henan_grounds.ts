/** Henan, first part: a supervisor's account, the catalog, the operator whom the government authorized, plan and agreement with their filings. */
import {accounts, open, settled, test} from '../fixtures'
import {compiled, draftAgreement, draftPlan, submitted} from './shared'
import {act, create, day, deposit, depositAt, desk, expect, expectRefusal, field, forbidden, idOf, look, mustGiveReasons, put, review, send, state, turn} from './steps'

export const resource = '养老服务机构床位'
export const operatorOrg = '省数据运营有限公司'
const supervisor = {account: 'cyber.lin', name: '林处长', org: '省委网信办'}
const conditions = ['管理和技术能力', '经营状况良好', '符合国家数据安全要求']
const duties = ['第一责任人任命', '分类分级安全制度', '安全运维团队', '关联汇聚风险管控']

export function grounds(): void {
  test('the administrator registers a supervising body; its person changes the one-time password before anything else', async ({as, anyone}) => {
    const admin = await as('admin')
    await open(admin, '/organisations')
    await admin.getByRole('button', {name: '登记单位'}).click()
    const form = admin.getByRole('form', {name: '登记单位'})
    await form.getByLabel('名称', {exact: true}).fill(supervisor.org)
    await form.getByLabel('层级').selectOption('province')
    await form.getByLabel(/网信/).check()
    await form.getByRole('button', {name: '保存'}).click()
    await expect(admin.getByRole('link', {name: supervisor.org})).toBeVisible()

    await open(admin, '/people')
    await admin.getByRole('button', {name: '登记人员'}).click()
    const person = admin.getByRole('form', {name: '登记人员'})
    await person.getByLabel('单位').selectOption({label: supervisor.org})
    await person.getByLabel('账号').fill('authority.li')
    await person.getByLabel('姓名').fill(supervisor.name)
    await person.getByRole('button', {name: '保存'}).click()
    await expect(person.locator('.problem')).toContainText('state.already_exists')
    await person.getByLabel('账号').fill(supervisor.account)
    await person.getByRole('button', {name: '保存'}).click()
    const once = await admin.locator('code.password').innerText()
    await forbidden(admin, '/plans/new')

    const page = await anyone()
    await page.goto(`${process.env.GONGSHU_PAGES}/#/people`)
    await page.getByLabel('账号', {exact: true}).fill(supervisor.account)
    await page.getByLabel('口令', {exact: true}).fill('not-the-password')
    await page.getByRole('button', {name: '登录', exact: true}).click()
    await expect(page.locator('.problem')).toContainText('auth.')
    await page.getByLabel('口令', {exact: true}).fill(once)
    await page.getByRole('button', {name: '登录', exact: true}).click()
    const password = (await accounts()).find((one) => one.account === supervisor.account)!.password
    await page.getByLabel('新口令').fill(password)
    await page.getByRole('button', {name: '修改口令'}).click()
    await page.getByLabel('账号', {exact: true}).fill(supervisor.account)
    await page.getByLabel('口令', {exact: true}).fill(password)
    await page.getByRole('button', {name: '登录', exact: true}).click()
    await expect(page.locator('#menu')).toBeVisible()
  })

  test('an entry states every category of the negative list; the authority sends it back with reasons, then approves', async ({as}) => {
    const provider = await as('provider.zhou')
    await compiled(provider, {title: resource, code: 'HA/ELDERLY/001', items: [['institution_code', '机构代码', '文本'], ['county', '所在县区', '文本'], ['beds', '床位数', '整数']]})
    await turn(provider, '来源与负面清单')
    await expect(provider.getByText('依据第六条第一款').first()).toBeVisible()
    const groups = provider.getByRole('radiogroup')
    for (const group of (await groups.all()).slice(1)) await group.getByLabel('不属于').check()
    await submitted(provider, resource, {rule: 'HA-04', article: '第六条第一款', code: 'rule.item_missing'})
    await provider.getByRole('link', {name: '修订', exact: true}).click()
    await turn(provider, '来源与负面清单')
    await groups.first().getByLabel('属于', {exact: true}).check()
    await submitted(provider, resource, {rule: 'HA-04', code: 'rule.prohibited_data'})
    await provider.getByRole('link', {name: '修订', exact: true}).click()
    await turn(provider, '来源与负面清单')
    await groups.first().getByLabel('不属于').check()
    await submitted(provider, resource)
    await expect(desk(provider)).toHaveCount(0)

    const authority = await as('authority.li')
    await look(authority, '/catalog', resource)
    await mustGiveReasons(authority)
    await review(authority, 'send_back', {理由: '摘要请写明统计口径', 依据: '第九条'})
    await state(authority, '已退回')
    await open(provider, '/catalog')
    await look(provider, '/catalog', resource)
    await expect(provider.getByRole('region', {name: '审核'}).getByText('摘要请写明统计口径')).toBeVisible()
    await provider.getByRole('link', {name: '修订', exact: true}).click()
    await put(provider, {摘要: '机构名录与床位，年末统计'})
    await submitted(provider, resource)
    await authority.reload()
    await settled(authority)
    await review(authority, 'pass')
    await state(authority, '已通过')
  })

  test('an operator is admitted under the authorization of the government, with each condition and duty shown', async ({as}) => {
    const authority = await as('authority.li')
    await look(authority, '/organisations', operatorOrg)
    const organisation = idOf(authority)
    const government = await as('government.sun')
    await create(government, '/decisions/new', '录入平台外决定', async (form) => {
      await put(form, {决定种类: '运营主体授权决定', 记录种类: '单位', 针对的记录: organisation, 文号: '豫政〔2026〕3号', 决定日期: await day(), 结论: '同意'})
      await deposit(form, '决定文件', '授权文件', '省政府')
    }, /运营主体授权决定/)
    await open(authority, '/operators/new')
    const form = authority.locator('main section.gs-card').first()
    await expect(form.getByLabel(/^授权决定/).locator('option')).toHaveCount(1)  // nothing confirmed yet
    const colleague = await as('authority.wang')
    await look(colleague, '/decisions', '豫政〔2026〕3号')
    await act(colleague, '核对确认')

    await look(authority, '/decisions', '豫政〔2026〕3号')
    await open(authority, '/operators/new')
    await put(form, {单位: operatorOrg, 授权决定: '豫政〔2026〕3号'})
    await turn(authority, '应具备的条件')
    const proof = await depositAt(form, conditions, '资质材料', operatorOrg)
    await send(form, '办理准入')
    await expectRefusal(form, {rule: 'HA-06', article: '第七条第一款', code: 'rule.not_qualified'})
    await expect(field(form, '信用状况良好')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {信用状况良好: proof})
    await turn(authority, '安全责任')
    for (const label of duties) await put(form, {[label]: proof})
    await send(form, '办理准入')
    await expectRefusal(form, {rule: 'HA-08', article: '第八条'})
    await put(form, {应急处置预案: proof})
    await send(form, '办理准入')
    await expect(authority.getByRole('heading', {name: operatorOrg, level: 1})).toBeVisible()
    await state(authority, '已准入')
  })

  test('the government decides on the plan; the agreement is decided collectively, signed by both and filed', async ({as}) => {
    await draftPlan(as, resource)
    await draftAgreement(as, {operator: operatorOrg, rule: 'HA-14', article: '第十四条', signer: 'agency.zhao'})
    const authority = await as('authority.li')
    await look(authority, '/agreements', operatorOrg)
    await act(authority, '记录备案', async (form) => {
      await form.getByLabel(/^备案单位/).selectOption({index: 1})
      await put(form, {备案编号: '豫备〔2026〕1号', 备案日期: await day()})
    })
    await expect(authority.getByText('豫备〔2026〕1号', {exact: false}).first()).toBeVisible()
    const operator = await as('operator.zheng')
    await forbidden(operator, '/plans')
  })
}
