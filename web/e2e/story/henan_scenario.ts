/** Henan, second part: one scenario, one review by agency and authority side by side; no supply before the resource is registered. */
import {open, settled, test} from '../fixtures'
import {operatorOrg, resource} from './henan_grounds'
import {registered} from './shared'
import {act, begin, create, deposit, desk, expect, expectRefusal, field, look, mustGiveReasons, offered, put, putRest, refusedAct, review, send, state, todo, turn} from './steps'
import {orderRefused, supplied} from './supply'

export const title = '养老床位缺口测算'

/** Twelve institutions in each of two counties, three in another. */
const rows = ['410105', '410106'].flatMap((county) => Array.from({length: 12}, (_, index) => [county, index] as const)).concat(Array.from({length: 3}, (_, index) => ['410122', index] as const))
const csv = `institution_code,county,beds\n${rows.map(([county, index]) => `${county}${String(index).padStart(4, '0')},${county},${40 + index * 5}`).join('\n')}\n`

export function scenario(): void {
  test('the operator asks for no more than is necessary, and what it wrote is reviewed by others', async ({as}) => {
    const operator = await as('operator.zheng')
    await look(operator, '/catalog', resource)
    for (const name of ['机构代码', '所在县区', '床位数']) await operator.getByRole('checkbox', {name: `选列 ${name}`}).check()
    await operator.getByRole('link', {name: /选列申请（已选 3 列）/}).click()
    await operator.getByRole('button', {name: '以所选列申请场景'}).click()
    const form = operator.locator('main section.gs-card').first()
    await put(form, {所依据的运营协议: operatorOrg, 场景名称: title, 用途类别: '产业发展'})
    await turn(operator, '申请要素')
    await putRest(form, '测算社区床位缺口，成果供民政部门使用')
    await turn(operator, '数据需求')
    await put(form, {查询中的表名: 'institutions'})
    const uses = [['聚合'], ['分组', '筛选'], ['聚合']]
    for (const [index, column] of (await form.getByRole('region', {name: /^信息项 第/}).all()).entries()) {
      for (const use of uses[index]!) await column.getByLabel(use, {exact: true}).check()
      await put(column, {脱敏方法: '保留原值', 为何必需: '测算所需'})
    }
    // an item that the catalog does not hold is not asked for
    const last = form.getByRole('region', {name: '信息项 第 3 项'})
    await put(last, {信息项名: 'phone'})
    await send(form, '保存草稿')
    await expectRefusal(form, {code: 'rule.out_of_scope', at: '/demand/0/columns/2/name'})
    await expect(field(last, '信息项名')).toHaveAttribute('aria-invalid', 'true')
    await put(last, {信息项名: 'beds'})
    await send(form, '保存草稿')
    await expect(operator.getByRole('heading', {name: title, level: 1})).toBeVisible()
    const dialog = await begin(operator, '提交审核')
    await expect(dialog.getByText('依据第三条、第四条')).toBeVisible()
    await send(dialog, '提交审核')
    await state(operator, '审核中')
    await expect(operator.getByText('您参与编写了本申请，须由他人审核。').or(operator.getByText('待出具意见')).first()).toBeVisible()
    await expect(desk(operator)).toHaveCount(0)
  })

  test('agency and authority review side by side; what the agency sends back is written anew', async ({as}) => {
    const agency = await as('agency.zhao')
    const address = await todo(agency, title)
    await mustGiveReasons(agency)
    await review(agency, 'send_back', {理由: '请写明服务对象', 依据: '第十五条第一款'})
    await state(agency, '已退回')
    const operator = await as('operator.zheng')
    await open(operator, address)
    await expect(operator.getByText('请写明服务对象').first()).toBeVisible()
    await act(operator, '修改', async (form) => {
      await turn(operator, '申请要素')
      await form.locator('textarea').first().fill('服务对象为社区独居老人')
    })
    await act(operator, '提交审核')
    await agency.reload()
    await settled(agency)
    await expect(agency.getByRole('heading', {name: '与上次提交相比'})).toBeVisible()
    await review(agency, 'pass')
    await state(agency, '审核中')
    const authority = await as('authority.li')
    await todo(authority, title)
    await review(authority, 'pass')
    await state(authority, '已通过')
  })

  test('nothing is supplied before the resource is registered, nothing registered before the state-asset duties are shown', async ({as}) => {
    await orderRefused(as, {scenario: title, resource}, {code: 'rule.not_registered'})
    const agency = await as('agency.zhao')
    await create(agency, '/registrations/new', '申请登记', async (form) => {
      await put(form, {目录条目: resource, 登记类型: '首次登记'})
      await deposit(form, '来源合法性材料', '来源说明', '省民政厅')
    }, new RegExp(resource))
    const authority = await as('authority.li')
    await open(authority, new URL(agency.url()).hash)
    await refusedAct(authority, '受理或不予受理', {rule: 'HA-10', article: '第十条'}, (form) => put(form, {结论: '受理'}))
    const form = await begin(authority, '受理或不予受理')
    await put(form, {结论: '不予受理'})
    await send(form, '受理或不予受理')
    await expect(field(form, '不予受理的理由')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {不予受理的理由: '未提交国有资产管理规定落实情况'})
    await send(form, '受理或不予受理')
    await state(authority, '不予受理')
    await expect(authority.getByText('未提交国有资产管理规定落实情况').first()).toBeVisible()
    await registered(as, resource)
  })

  test('the source masks under a signed order and sends its batch', async ({as}) => {
    await supplied(as, {scenario: title, resource, csv})
    const operator = await as('operator.zheng')
    await look(operator, '/batches', new RegExp(title))
    await expect(offered(operator, '完成推送，核验整批')).toHaveCount(0)
  })
}
