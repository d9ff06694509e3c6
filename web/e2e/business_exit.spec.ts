/** Social data and exits, on a node of its own with the pack of Zhengzhou, played up to products in use (e2e/scripts/zhengzhou.yaml). */
import {expect, open, picture, settled, sound, test} from './fixtures'
import {useDemo} from './server'

test.describe.configure({mode: 'default', timeout: 240_000})

let stop: () => Promise<void>
test.beforeAll(async () => {
  test.setTimeout(240_000)
  stop = await useDemo('zhengzhou', 'zhengzhou.yaml')
})
test.afterAll(() => stop?.())

const file = (name: string, text: string) => ({name, mimeType: 'text/csv', buffer: Buffer.from(text)})

test('social data comes in once its review has let it through', async ({as}) => {
  const operator = await as('operator.zheng')
  await open(operator, '/workspaces')
  if (await operator.locator('main tbody a').count() === 0) {
    await open(operator, '/workspaces/new')
    await operator.getByLabel('已通过的应用场景').selectOption({index: 1})
    await operator.getByRole('button', {name: '开通环境'}).click()
    await expect(operator).toHaveURL(/\/workspaces\/(?!new)/)  // the page goes there once the answer is in, and would leave the next one
    await settled(operator)
  }
  await open(operator, '/procedures/social_data_import/request')
  await operator.getByLabel('针对的记录').selectOption({index: 1})
  for (const box of await operator.locator('main fieldset textarea').all()) await box.fill('商圈客流，采购合同')
  await operator.locator('input[type=file]').setInputFiles({name: '采购合同.txt', mimeType: 'text/plain', buffer: Buffer.from('合同')})
  await operator.getByLabel('出具单位').fill('某运营商')
  await operator.getByRole('button', {name: '存证', exact: true}).click()
  await expect(operator.getByText('已存证：')).toBeVisible()
  await operator.getByRole('button', {name: '申请导入'}).click()
  await expect(operator.getByRole('heading', {name: '办理步骤'})).toBeVisible()
  const matter = new URL(operator.url()).hash

  const authority = await as('authority.li')
  await open(authority, matter)
  await authority.getByRole('button', {name: '审核', exact: true}).click()
  await authority.getByLabel('审核结论').or(authority.locator('main form select')).first().selectOption('approved')
  await authority.locator('form').getByRole('button', {name: '审核', exact: true}).click()
  await expect(authority.getByRole('status').filter({hasText: '已办理'})).toBeVisible()

  await open(operator, '/social-data/new')
  await operator.getByLabel('CSV 文件').setInputFiles(file('footfall.csv', 'district,visitors\n金水区,120\n二七区,80\n'))
  await expect(operator.getByText('2 行，2 列')).toBeVisible()
  await operator.getByLabel('开发利用环境').selectOption({index: 1})
  const review = operator.getByLabel('已通过的审核事项')
  const passed = review.locator('option', {hasText: '社会数据导入审核'})
  await expect(passed).toHaveCount(1)
  await review.selectOption((await passed.getAttribute('value'))!)
  await operator.getByLabel('导入后的表名').fill('footfall')
  await operator.getByLabel('从何处、凭何取得').fill('某运营商，采购合同')
  await operator.getByRole('button', {name: '导入', exact: true}).click()
  await expect(operator.getByRole('heading', {name: 'footfall', level: 1})).toBeVisible()
  await sound(operator, {english: true})
})

test('an exit is started by one, completed by another, and certified; its subscribers are told', async ({as}) => {
  const starter = await as('authority.li')
  await open(starter, '/exits/new')
  await starter.getByLabel('退出的运营协议').selectOption({index: 1})
  await starter.getByLabel('退出情形').selectOption('terminated_early')
  await starter.getByLabel(/^理由/).fill('双方协商一致')
  await starter.locator('input[type=file]').setInputFiles({name: '终止协议.txt', mimeType: 'text/plain', buffer: Buffer.from('终止')})
  await starter.getByLabel('出具单位').fill('市大数据管理局')
  await starter.getByRole('button', {name: '存证', exact: true}).click()
  await expect(starter.getByText('已存证：')).toBeVisible()
  await starter.getByRole('button', {name: '启动退出'}).click()
  await expect(starter.getByRole('heading', {name: '退出进度'})).toBeVisible()
  const exit = new URL(starter.url()).hash

  await starter.getByRole('button', {name: '完成退出'}).click()
  await starter.getByRole('dialog').getByRole('button', {name: '完成退出'}).click()
  await expect(starter.getByRole('dialog').getByText(/本人|另一/).first()).toBeVisible()
  await sound(starter)  // a dialog with a refusal in it

  const other = await as('authority.wang')
  await open(other, exit)
  await other.getByRole('button', {name: '完成退出'}).click()
  await other.getByRole('dialog').getByRole('button', {name: '完成退出'}).click()
  await expect(other.getByRole('heading', {name: '退出证明'})).toBeVisible()
  await expect(other.getByRole('definition').filter({hasText: /^SM2-SM3$/})).toBeVisible()
  await sound(other, {english: true})
  await picture(other, 'exit')

  const told = await as('developer.chen')
  await open(told, '/exit-notices')
  await told.locator('main tbody a').first().click()
  await settled(told)
  await expect(told.getByText('双方协商一致').first()).toBeVisible()
  await sound(told, {english: true})
})
