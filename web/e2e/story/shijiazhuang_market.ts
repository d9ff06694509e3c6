/** Shijiazhuang, third part: a product behind two reviews, an application unit with two agreements, misuse, inspection, referral. */
import {open, test} from '../fixtures'
import {callProduct, type AppKey} from './call'
import {contractDrafted, contractSigned, developerTaken, egressPassed, keyIssued, productListed, productSubmitted, subscription} from './market'
import {operatorOrg, resource} from './shijiazhuang_grounds'
import {title as scenarioTitle} from './shijiazhuang_scenario'
import {act, begin, create, day, deposit, desk, expect, expectRefusal, forbidden, idOf, look, mustGiveReasons, openMatter, put, refusedAct, review, send, todo, turn, visit} from './steps'

export const product = '养老机构查询接口'
const unitOrg = '云帆科技有限公司'
const purpose = '机构查询'
const both = new RegExp(`${operatorOrg} — ${unitOrg}`)

export function market(): void {
  let address = ''
  let key: AppKey
  let subscribed = ''
  const call = () => callProduct(address.split('/').pop()!, key, {subscription: subscribed, purpose, key: '52410000A1'})

  test('the operator reviews the compliance of its product, then the authority what leaves', async ({as}) => {
    const operator = await as('operator.zheng')
    await create(operator, '/products/new', '保存草稿', async (form) => {
      await put(form, {应用场景: scenarioTitle, 产品名称: product, 产品形态: '接口', 产品说明: '按机构代码查所在县区和床位数'})
      await turn(operator, '产品来源')
      await put(form, {所用目录条目: resource, 查询键: 'institution_code', '答复或核验的信息项（每行一个）': 'county\nbeds'})
    }, product)
    address = await productSubmitted(operator)
    await expect(operator.getByText('您参与编写了本申请，须由他人审核。')).toBeVisible()
    await forbidden(operator, '/egress')

    const authority = await as('authority.li')
    await open(authority, address)
    await expect(authority.getByText('待前一环节').first()).toBeVisible()
    const colleague = await as('operator.feng')
    await todo(colleague, product)
    await mustGiveReasons(colleague)
    await review(colleague, 'pass')
    await egressPassed(authority, product)
    await productListed(operator, address, {是否收费: '收费', '单价（每次或每份）': '0.05', 定价依据: '试行价格'})
  })

  test('an application unit is assessed, re-examined and signs two agreements before it gets anything', async ({as}) => {
    await developerTaken(as, {org: unitOrg, reviewer: 'authority.li'})
    const operator = await as('operator.zheng')
    const service = await contractDrafted(operator, {developer: unitOrg, purpose, title: both})
    await contractSigned(as, service)
    const unit = await as('developer.chen')
    const order = {产品: product, 应用协议: `应用协议 ${unitOrg}`, 用途: purpose, 终止日期: await day(0, 180), '每日限额（次）': '10', '每秒限额（次）': '100', 承诺不转给第三方: true}
    await subscription(unit, order)
    await expectRefusal(unit.locator('main'), {rule: 'SJZ-14', article: '第十七条第一款'})
    const secrecy = await contractDrafted(operator, {developer: unitOrg, kind: '安全保密协议', title: both})
    await contractSigned(as, secrecy)
    await subscription(unit, {...order, 承诺不转给第三方: false})
    await expectRefusal(unit.locator('main'), {rule: 'SJZ-15', article: '第十七条第三款'})
    await put(unit.locator('main'), {承诺不转给第三方: true, 用途: '转售'})
    await send(unit.locator('main'), '订阅产品')
    await expectRefusal(unit.locator('main'), {code: 'rule.out_of_scope'})
    await put(unit.locator('main'), {用途: purpose})
    await send(unit.locator('main'), '订阅产品')
    await expect(unit.getByRole('heading', {name: `${product} · ${purpose}`, level: 1})).toBeVisible()
    subscribed = idOf(unit)
    key = await keyIssued(unit)
    expect(await call()).toMatchObject({status: 200, answer: {county: '410102'}})
    await open(unit, `/subscriptions/${subscribed}`)
    await expect(unit.getByText('0.05').first()).toBeVisible()
  })

  test('resale suspends the cooperation at once; another person lets it resume', async ({as}) => {
    const operator = await as('operator.zheng')
    await openMatter(operator, '应用主体不当使用处置', '发现并暂停合作', async (form) => {
      await put(form, {针对的记录: unitOrg, 行为类型: '转卖', 事实: '接口结果被转卖'})
      await deposit(form, '发现记录', '巡查记录', operatorOrg)
    })
    expect(await call()).toMatchObject({status: 403, code: 'state.stopped', rule: 'SJZ-19'})
    const reasons = (form: Parameters<typeof put>[0]): Promise<void> => put(form, {理由: '查明为误报', 依据: '复核记录'})
    await refusedAct(operator, '核实后恢复', {rule: 'SJZ-19', article: '第二十三条第四项', code: 'auth.same_person'}, reasons)
    const colleague = await as('operator.feng')
    await look(colleague, '/matters', '应用主体不当使用处置')
    const form = await begin(colleague, '核实后恢复')
    await send(form, '核实后恢复')
    await expect(form.getByLabel(/^理由/)).toHaveAttribute('aria-invalid', 'true')
    await reasons(form)
    await send(form, '核实后恢复')
    await expect(colleague.getByRole('status').filter({hasText: '已办理'})).toBeVisible()
    expect(await call()).toMatchObject({status: 200})
  })

  test('an application unit is inspected, puts right and is looked at again; violations are referred', async ({as}) => {
    const authority = await as('authority.li')
    const matter = await openMatter(authority, '监督检查与整改', '检查', async (form) => {
      await put(form, {针对的记录: unitOrg, 检查情况: '账号共用', 检查日期: await day()})
      await deposit(form, '检查记录', '检查单')
    })
    await act(authority, '责令限期整改', async (form) => put(form, {存在问题: '账号共用', 整改期限: await day(0, 10)}))
    const unit = await as('developer.chen')
    await visit(unit, `/matters/${matter}`)
    await act(unit, '整改', async (form) => {
      await put(form, {整改措施: '一人一号'})
      await deposit(form, '整改报告', '整改报告', unitOrg)
    })
    await visit(authority, `/matters/${matter}`)
    await act(authority, '复查', (form) => put(form, {结果: '通过'}))

    await openMatter(authority, '违法行为移送与征信', '移送', async (form) => {
      await put(form, {针对的记录: unitOrg, 事实: '涉嫌非法出售结果', 查处部门: '市委网信办'})
      await deposit(form, '移送函', '移送函')
    })
    const supervisor = await as('cyber.lin')
    await look(supervisor, '/matters', '违法行为移送与征信')
    const form = await begin(supervisor, '登记查处结果并纳入征信')
    await send(form, '登记查处结果并纳入征信')
    await expect(form.getByText('依据第二十六条').first()).toBeVisible()
    await expect(form.locator('[aria-invalid="true"]').first()).toBeVisible()
    await put(form, {处理结果: '查无实据，不予处罚'})
    await deposit(form, '征信记录', '征信记录', '市委网信办')
    await send(form, '登记查处结果并纳入征信')
    await expect(supervisor.getByRole('status').filter({hasText: '已办理'})).toBeVisible()
    await expect(desk(supervisor)).toHaveCount(0)
  })
}
