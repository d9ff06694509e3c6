/** Shijiazhuang, first part: catalog, selection of the operator, plan, agreement, registration. */
import {open, test} from '../fixtures'
import {act, create, day, deposit, depositAt, expect, expectRefusal, field, forbidden, idOf, later, look, mustGiveReasons, openMatter, put, refusedAct, review, send, state, turn} from './steps'
import {compiled, draftAgreement, draftPlan, registered, submitted} from './shared'

export const resource = '养老服务机构'
export const operatorOrg = '石门数据运营有限公司'
const conditions = ['公共数据运营实践经验', '专业团队与研发运营能力', '等保三级系统开发运维经验', '风险评估无中高风险项', '企业及法定代表人无重大违法记录', '未列入失信、重大税收违法等名单']
const duties = ['数据安全管理制度', '技术防护和运行管理体系', '保密安全自监管体系', '合规管理机制']

export function grounds(): void {
  test('state secrets do not enter the platform; the authority reviews what does', async ({as}) => {
    const provider = await as('provider.zhou')
    await compiled(provider, {title: resource, code: 'SJZ/ELDERLY/001', items: [['institution_code', '机构代码', '文本'], ['county', '所在县区', '文本'], ['beds', '床位数', '整数']]})
    await turn(provider, '来源与负面清单')
    await expect(provider.getByText('依据第二条').first()).toBeVisible()
    const secret = provider.getByRole('radiogroup', {name: '涉及国家秘密'})
    await secret.getByLabel('属于', {exact: true}).check()
    await submitted(provider, resource, {rule: 'SJZ-01', article: '第二条'})
    await provider.getByRole('link', {name: '修订', exact: true}).click()
    await turn(provider, '来源与负面清单')
    await secret.getByLabel('不属于').check()
    await submitted(provider, resource)

    const authority = await as('authority.li')
    await look(authority, '/catalog', resource)
    await expect(authority.getByText('依据 第十五条第一款（SJZ-10）')).toBeVisible()
    await mustGiveReasons(authority)
    await review(authority, 'pass')
    await state(authority, '已通过')
    await forbidden(provider, '/plans')
  })

  test('nobody is admitted before a selection; applications end on their day; who evaluates does not select', async ({as}) => {
    const authority = await as('authority.li')
    const operatorId = await (async () => {
      await look(authority, '/organisations', operatorOrg)
      return idOf(authority)
    })()
    await create(authority, '/decisions/new', '录入平台外决定', async (form) => {
      await put(form, {决定种类: '运营主体授权决定', 记录种类: '单位', 针对的记录: operatorId, 文号: '市政〔2026〕3号', 决定日期: await day(), 结论: '同意'})
      await deposit(form, '决定文件', '授权决定')
    }, /运营主体授权决定/)
    await refusedAct(authority, '核对确认', {code: 'auth.same_person'})
    const colleague = await as('authority.wang')
    await look(colleague, '/decisions', '市政〔2026〕3号')
    await act(colleague, '核对确认')

    await create(authority, '/operators/new', '办理准入', (form) => put(form, {单位: operatorOrg, 授权决定: '市政〔2026〕3号'}))
    await expectRefusal(authority.locator('main'), {rule: 'SJZ-03', article: '第八条', code: 'rule.order'})

    await openMatter(authority, '运营主体遴选', '公告', async (form) => {
      await put(form, {运营领域: '民生领域', 遴选条件: '第九条所列条件', 遴选办法: '综合评分', 截止日: await day(0, 9)})
      await deposit(form, '遴选公告', '遴选公告', '市数据资源管理局')
    })
    await refusedAct(authority, '评审择优', {rule: 'SJZ-03'}, async (form) => {
      await put(form, {入选主体: operatorOrg, 择优理由: '评分第一', 运营领域: '民生领域'})
      await deposit(form, '评审记录', '评审记录')
    })
    const operator = await as('operator.zheng')
    await look(operator, '/matters', '运营主体遴选')
    await act(operator, '申报', async (form) => {
      await put(form, {运营方案: '三年运营方案'})
      await deposit(form, '申报材料', '申报书', operatorOrg)
    })
  })

  test('after its last day an application is too late; the best is chosen by two people and meets every condition', async ({as}) => {
    await later('10 days')
    const authority = await as('authority.li')
    await look(authority, '/matters', '运营主体遴选')
    await act(authority, '评审择优', async (form) => {
      await put(form, {入选主体: operatorOrg, 择优理由: '评分第一', 运营领域: '民生领域'})
      await deposit(form, '评审记录', '评审记录')
    })
    const chosen = (form: Parameters<typeof put>[0]): Promise<void> => put(form, {入选主体: operatorOrg, 运营领域: '民生领域'})
    await refusedAct(authority, '确定运营主体', {rule: 'SJZ-03', code: 'auth.same_person'}, chosen)
    const colleague = await as('authority.wang')
    await look(colleague, '/matters', '运营主体遴选')
    await act(colleague, '确定运营主体', chosen)

    await open(authority, '/operators/new')
    const form = authority.locator('main section.gs-card').first()
    await put(form, {单位: operatorOrg, 授权决定: '市政〔2026〕3号'})
    await turn(authority, '应具备的条件')
    const proof = await depositAt(form, conditions, '资质材料', operatorOrg)
    await turn(authority, '安全责任')
    for (const label of duties) await put(form, {[label]: proof})
    await turn(authority, '其他申报')
    await put(form, {申报既往安全事件: true, 承诺书: proof, 查询结果: proof, 具有数据管理能力成熟度证书: true, 等级: '受管理级', 证书: proof})
    await send(form, '办理准入')
    await expectRefusal(authority.locator('main'), {rule: 'SJZ-03', code: 'rule.not_qualified'})
    await expect(field(form, '等级')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {等级: '稳健级'})
    await send(form, '办理准入')
    await expect(authority.getByRole('heading', {name: operatorOrg, level: 1})).toBeVisible()
    await state(authority, '已准入')

    await look(authority, '/matters', '运营主体及领域备案')
    await act(authority, '报市人民政府备案', (one) => deposit(one, '备案回执', '备案回执', '市人民政府'))
  })

  test('a plan is decided by the government; the agreement keeps to three years and is signed by both', async ({as}) => {
    await draftPlan(as, resource)
    await draftAgreement(as, {operator: operatorOrg, rule: 'SJZ-06', article: '第十一条', signer: 'agency.qian'})
  })

  test('the resource is registered when its notice has run', async ({as}) => {
    await registered(as, resource)
  })
}
