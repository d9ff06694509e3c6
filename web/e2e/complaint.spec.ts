/** A complaint through the browser: anybody raises it, the body that it names finds it among its to-dos and answers, the authority rules. */
import {expect, open, settled, test, violations} from './fixtures'

test('the body complained of answers on the page that its to-do leads to', async ({as}) => {
  const stamp = `未说明理由即拒绝接入 ${Date.now()}`
  const developer = await as('developer.chen')
  await open(developer, '/procedures')
  const procedure = developer.locator('article', {has: developer.getByRole('heading', {name: '投诉与申诉复核'})})
  await expect(procedure.getByText('被投诉、申诉的单位').first()).toBeVisible()
  await expect(procedure.getByText('item:')).toHaveCount(0)
  await procedure.getByRole('link', {name: '提出', exact: true}).click()
  await settled(developer)
  const operator = await as('operator.feng')
  await developer.getByLabel('类型').selectOption('complaint')
  await developer.getByLabel('被投诉、申诉的单位').selectOption({label: await operator.evaluate(async () => ((await (await fetch('/api/v1/sessions/current')).json()) as {org_name: string}).org_name)})
  await developer.getByLabel('事项与请求').fill(stamp)
  await developer.locator('form').getByRole('button', {name: '提出'}).click()
  await expect(developer.getByText('已提出').first()).toBeVisible()
  const address = new URL(developer.url()).hash
  await expect(developer.getByRole('button', {name: '答复', exact: true})).toHaveCount(0)

  await operator.reload()
  await settled(operator)
  await operator.locator(`main a[href="${address}"]`).first().click()
  await settled(operator)
  await operator.getByRole('button', {name: '答复', exact: true}).click()
  await operator.locator('form textarea').first().fill('资料不全，已请补充')
  await operator.locator('form').getByRole('button', {name: '答复'}).click()
  await expect(operator.getByText('已答复').first()).toBeVisible()
  await expect(operator.getByText('资料不全，已请补充')).toBeVisible()
  expect(await violations(operator)).toEqual([])
})

test('whoever acts on a record that changed meanwhile is told so, and shown the newest', async ({as}) => {
  const pages = [await as('operator.zheng'), await as('operator.zheng')] as const
  const [first, second] = pages
  await open(first, '/scenarios/new')
  await first.getByLabel('所依据的运营协议').selectOption({index: 1})
  const title = `同改一稿 ${Date.now()}`
  await first.getByLabel('场景名称').fill(title)
  await first.getByLabel('用途类别').selectOption('public_interest')
  await first.getByRole('button', {name: /申请要素/}).click()
  for (const box of await first.locator('main textarea').all()) await box.fill('见附件')
  await first.getByRole('button', {name: /数据需求/}).click()
  await first.getByLabel('目录条目').selectOption({index: 1})
  await first.getByLabel('查询中的表名').fill('residents')
  await first.getByLabel('信息项名').fill('county_code')
  await first.getByText('聚合', {exact: true}).click()
  await first.getByLabel('脱敏方法').selectOption('keep')
  await first.getByLabel('为何必需').fill('按县布点')
  await first.getByRole('button', {name: '保存草稿'}).click()
  await expect(first.getByRole('heading', {name: title, level: 1})).toBeVisible()
  await open(second, new URL(first.url()).hash)
  for (const [page, name] of [[first, '甲改'], [second, '乙改']] as const) {
    await page.getByRole('button', {name: '修改', exact: true}).click()
    await page.getByLabel('场景名称').fill(`${title} ${name}`)
  }
  await first.locator('form').getByRole('button', {name: '保存草稿'}).click()
  await expect(first.getByRole('heading', {name: `${title} 甲改`, level: 1})).toBeVisible()
  await second.locator('form').getByRole('button', {name: '保存草稿'}).click()
  await expect(second.getByText('记录已被他人更新')).toBeVisible()
  expect(await violations(second)).toEqual([])
  await second.getByRole('button', {name: '载入最新内容'}).click()
  await expect(second.getByRole('heading', {name: `${title} 甲改`, level: 1})).toBeVisible()
  await second.getByRole('button', {name: '修改', exact: true}).click()
  await expect(second.getByLabel('场景名称')).toHaveValue(`${title} 甲改`)
  await second.getByRole('button', {name: '继续填写'}).click()
  await expect(second.getByLabel('场景名称')).toHaveValue(`${title} 乙改`)
})
