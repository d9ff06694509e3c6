/** Rules and administration: articles with counts and defaults, two packs side by side; organisations, people, keys. */
import {expect, open, overflow, picture, settled, test, violations} from './fixtures'

test('an article shows how it is enforced, its counts, its stories, and which values are product defaults', async ({as}) => {
  const page = await as('agency.zhao')
  await open(page, '#/rules')
  const table = page.getByRole('region', {name: '规则与落实'})
  const shown = await (await page.context().request.get(`${process.env.GONGSHU_PAGES}/api/v1/rules`)).json() as {rows: {id: string; applied: number; bind: {params: object}[]}[]}
  await expect(page.getByText(`共 ${shown.rows.length} 行`)).toBeVisible()
  await picture(page, 'rules')
  const used = shown.rows.filter(({applied}) => applied).sort((a, b) => b.applied - a.applied)[0]!
  await table.getByRole('link', {name: used.id, exact: true}).click()
  await expect(page.getByRole('article', {name: used.id})).toBeVisible()
  await expect(page.getByRole('article', {name: used.id}).getByRole('heading', {name: '故事测试'})).toBeVisible()
  const cited = shown.rows.filter(({id, applied}) => id.startsWith('CN-') && applied)
  expect(cited.length, 'rules of the national pack count as well').toBeGreaterThan(0)
  await open(page, `#/rules?rule=${cited[0]!.id}`)
  await expect(page.getByRole('article', {name: cited[0]!.id})).toBeVisible()
  let marked = false
  for (const rule of shown.rows.filter(({bind}) => bind.length).slice(0, 40)) {
    await open(page, `#/rules?rule=${rule.id}`)
    const details = page.getByRole('article', {name: rule.id})
    await expect(details).toBeVisible()
    if (await details.getByText('产品默认', {exact: true}).count()) {
      marked = true
      await picture(page, 'rule')
      expect([...await violations(page), ...await overflow(page)]).toEqual([])
      break
    }
  }
  expect(marked, 'some article leaves a value to the product').toBe(true)
})

test('two packs side by side tell a cap of three years from one of five', async ({as}) => {
  const page = await as('agency.zhao')
  await open(page, '#/rules/compare')
  await page.getByLabel('左侧规则包').selectOption('national')
  await page.getByLabel('右侧规则包').selectOption('shijiazhuang')
  const row = page.getByRole('row', {name: /agreement\.term_cap/})
  await expect(row).toContainText('最长期限：5 年')
  await expect(row).toContainText('最长期限：3 年')
  await expect(row).toContainText('不同')
  await picture(page, 'packs-compared')
  await page.getByLabel('右侧规则包').selectOption('national')
  await expect(page.getByRole('alert')).toContainText('须先选择两个不同的规则包')
})

test('an administrator registers an organisation and a person, resets a password and disables the account', async ({as}) => {
  const page = await as('admin')
  await open(page, '#/organisations')
  await page.getByRole('button', {name: '登记单位'}).click()
  const form = page.getByRole('form', {name: '登记单位'})
  await form.getByLabel('名称', {exact: true}).fill('<i>浏览器试验</i>局')
  await form.getByRole('checkbox').first().check()
  await form.getByRole('button', {name: '保存'}).click()
  await expect(page.getByRole('link', {name: '<i>浏览器试验</i>局'})).toBeVisible()

  await open(page, '#/people')
  await page.getByRole('button', {name: '登记人员'}).click()
  const person = page.getByRole('form', {name: '登记人员'})
  await person.getByLabel('单位', {exact: true}).selectOption({label: '省公共数据主管部门'})
  await person.getByLabel('账号', {exact: true}).fill('e2e.person')
  await person.getByLabel('姓名').fill('试验员')
  await person.getByRole('button', {name: '保存'}).click()
  await expect(page.getByText('一次性口令（仅显示这一次）')).toBeVisible()
  const first = await page.locator('code.password').innerText()
  await page.getByRole('button', {name: '已交付，隐藏'}).click()

  await expect(page.getByRole('button', {name: '重置口令 civil.zhou'})).toHaveCount(0)  // of another organisation
  await page.getByRole('button', {name: '重置口令 e2e.person'}).click()
  await page.getByRole('dialog').getByLabel('理由').fill('遗忘口令')
  await page.getByRole('dialog').getByRole('button', {name: '重置口令'}).click()
  await expect(page.locator('code.password')).not.toHaveText(first)
  await page.getByRole('button', {name: '停用账号 e2e.person'}).click()
  await page.getByRole('dialog').getByLabel('理由').fill('离岗')
  await page.getByRole('dialog').getByRole('button', {name: '停用账号'}).click()
  await page.getByRole('dialog').getByRole('button', {name: '再次确认'}).click()
  await expect(page.getByRole('row', {name: /e2e\.person/})).toContainText('已停用')
  await picture(page, 'people')
})

test('roles, keys and the state of the node are shown', async ({as}) => {
  const page = await as('admin')
  await open(page, '#/roles')
  await expect(page.getByRole('row', {name: /competent_authority/})).toContainText('省公共数据主管部门')
  await open(page, '#/keys')
  await expect(page.locator('pre').first()).toContainText('BEGIN PUBLIC KEY')
  await open(page, '#/node')
  await settled(page)
  await expect(page.getByText('就绪', {exact: true})).toBeVisible()
  await picture(page, 'node')
})
