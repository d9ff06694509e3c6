/** Shijiazhuang, second part: the unit applies, the operator looks first, authority, sector and experts re-examine; then the data is supplied. */
import {open, picture, settled, test} from '../fixtures'
import {act, begin, day, desk, expect, expectRefusal, field, idOf, look, mustGiveReasons, opine, put, putRest, refusedAct, review, send, state, todo, turn} from './steps'
import {operatorOrg, resource} from './shijiazhuang_grounds'
import {supplied} from './supply'

export const title = '养老机构信息查询'
const declared = '声明与申请单位和事项无利害关系'

export function scenario(): void {
  let agreement = ''
  let address = ''

  test('the application unit picks columns and states five elements within the term', async ({as}) => {
    const operator = await as('operator.zheng')
    await look(operator, '/agreements', new RegExp(operatorOrg))
    agreement = idOf(operator)
    const unit = await as('developer.chen')
    await look(unit, '/catalog', resource)
    for (const name of ['机构代码', '所在县区', '床位数']) await unit.getByRole('checkbox', {name: `选列 ${name}`}).check()
    await unit.reload()
    await settled(unit)
    await expect(unit.getByRole('checkbox', {name: '选列 床位数'})).toBeChecked()
    await unit.getByRole('link', {name: /选列申请（已选 3 列）/}).click()
    await unit.getByRole('button', {name: '以所选列申请场景'}).click()
    const form = unit.locator('main section.gs-card').first()
    await send(form, '保存草稿')
    await expect(field(form, '场景名称')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {所依据的运营协议: agreement, 场景名称: title, 用途类别: '产业发展', 场景终止日期: await day(4)})
    await turn(unit, '申请要素')
    await expect(form.getByText('依据第十六条', {exact: false}).first()).toBeVisible()
    await putRest(form, '面向老年人及家属查询，平台内使用，限一年')
    await turn(unit, '数据需求')
    await put(form, {查询中的表名: 'institutions'})
    for (const column of await form.getByRole('region', {name: /^信息项 第/}).all()) {
      await column.getByLabel('单条查询').check()
      await put(column, {脱敏方法: '保留原值', 为何必需: '查询和答复所需'})
    }
    await send(form, '保存草稿')
    await expectRefusal(form, {rule: 'SJZ-12', article: '第十六条第一款', code: 'rule.out_of_term'})
    await expect(field(form, '场景终止日期')).toHaveAttribute('aria-invalid', 'true')
    await put(form, {场景终止日期: ''})
    await turn(unit, '数据需求')
    // an item that the catalog does not hold is not asked for
    const last = form.getByRole('region', {name: '信息项 第 3 项'})
    const column = await field(last, '信息项名').inputValue()
    await put(last, {信息项名: 'phone'})
    await send(form, '保存草稿')
    await expectRefusal(form, {rule: 'SJZ-12', article: '第十六条第一款', code: 'rule.out_of_scope'})
    await expect(field(last, '信息项名')).toHaveAttribute('aria-invalid', 'true')
    await put(last, {信息项名: column})
    await send(form, '保存草稿')
    await expect(unit.getByRole('heading', {name: title, level: 1})).toBeVisible()
    address = new URL(unit.url()).hash

    await refusedAct(unit, '提交审核', {rule: 'SJZ-12', article: '第十六条第一款', at: '/content/ends'})
    await act(unit, '修改', async (one) => put(one, {场景终止日期: await day(1)}))
    const dialog = await begin(unit, '提交审核')
    await expect(dialog.getByText('依据第十六条第二款')).toBeVisible()
    await send(dialog, '提交审核')
    await state(unit, '审核中')
    await expect(desk(unit)).toHaveCount(0)
  })

  test('nobody re-examines before the operator has looked', async ({as}) => {
    const authority = await as('authority.li')
    await open(authority, address)
    await expect(authority.getByText('待前一环节').first()).toBeVisible()
    await expect(authority.getByText('依据 第十六条第二款（SJZ-13）')).toBeVisible()
    await expect(desk(authority)).toHaveCount(0)
    const answer = await authority.request.post(`${process.env.GONGSHU_PAGES}/api/v1${address.slice(1)}/opinions`, {headers: {'X-Gongshu-Client': 'console'}, data: {role: 'competent_authority', verdict: 'pass'}})
    expect(await answer.json()).toMatchObject({status: 422, code: 'rule.order', rule: 'SJZ-13'})

    const operator = await as('operator.zheng')
    await todo(operator, title)
    await review(operator, 'pass')
    await expect(operator.getByText('待出具意见')).toHaveCount(3)
    await picture(operator, 'scenario-shijiazhuang')
  })

  test('an expert declares that no conflict stands, or stands aside for another', async ({as}) => {
    const expert = await as('expert.gu')
    await todo(expert, title)
    await opine(expert, 'pass')
    await expect(field(desk(expert), declared)).toHaveAttribute('aria-invalid', 'true')
    await put(desk(expert), {[declared]: true})
    await opine(expert, 'pass', {[declared]: false})
    await expectRefusal(desk(expert), {rule: 'SJZ-13', article: '第十六条第二款'})
    await opine(expert, 'recuse', {理由: '曾任申请单位顾问'})
    await expect(expert.getByText('您已回避，改由他人审核。')).toBeVisible()
    const other = await as('expert.ge')
    await todo(other, title)
    await review(other, 'pass', {[declared]: true})
    await expect(other.getByText('已声明无利害关系')).toBeVisible()
  })

  test('sector and authority re-examine; who refuses says why', async ({as}) => {
    const sector = await as('sector.wei')
    await todo(sector, title)
    await mustGiveReasons(sector)
    await review(sector, 'pass')
    const authority = await as('authority.li')
    await todo(authority, title)
    await review(authority, 'pass')
    await state(authority, '已通过')
    const unit = await as('developer.chen')
    await open(unit, address)
    await state(unit, '已通过')
  })

  test('the source masks under a signed order and sends its batch', async ({as}) => {
    await supplied(as, {scenario: title, resource, csv: 'institution_code,county,beds\n52410000A1,410102,120\n52410000A2,410102,80\n52410000A3,410103,60\n'})
  })
}
