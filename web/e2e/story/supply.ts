/** The side of the source: `gongshu source` with a directory of its own, as the people of a provider run it. */
import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {accounts} from '../fixtures'
import type {As} from './shared'
import {begin, create, expect, expectRefusal, field, idOf, look, put, send, state} from './steps'

interface Supply {
  scenario: string
  resource: string
}

/** An order that is not issued, and why. */
export async function orderRefused(as: As, of: Supply, because: Parameters<typeof expectRefusal>[1]): Promise<void> {
  const agency = await as('agency.zhao')
  await create(agency, '/masking-orders/new', '下达脱敏指令', (form) => put(form, {应用场景: of.scenario, 数据资源: of.resource}))
  await expectRefusal(agency.locator('main'), because)
  await expect(field(agency.locator('main'), '数据资源')).toHaveAttribute('aria-invalid', 'true')
}

/** Key registered, order issued and downloaded, rows masked at the source, batch accepted. */
export async function supplied(as: As, of: Supply & {csv: string}): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongshu-source-'))
  const binary = process.env.GONGSHU_BINARY ?? path.resolve(import.meta.dirname, '../../../build/release/gongshu')
  const source = (...words: string[]): string => execFileSync(binary, ['source', words[0]!, '--dir', path.join(folder, 'source'), ...words.slice(1)], {cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']})
  try {
    const key = JSON.parse(source('init', '--name', 'civil-affairs', '--output', 'json')) as {public_key_pem: string}
    const provider = await as('provider.zhou')
    await create(provider, '/source-keys/new', '登记公钥', (form) => put(form, {数源侧名称: '民政数源侧', 'SM2 公钥（PEM）': 'not a key'}))
    await expectRefusal(provider.locator('main'), {at: '/public_key_pem'})
    const form = provider.locator('main section.gs-card').first()
    await put(form, {'SM2 公钥（PEM）': key.public_key_pem})
    await send(form, '登记公钥')
    await expect(provider.getByRole('heading', {name: '民政数源侧', level: 1})).toBeVisible()
    await state(provider, '有效')

    const agency = await as('agency.zhao')
    await create(agency, '/masking-orders/new', '下达脱敏指令', (one) => put(one, {应用场景: of.scenario, 数据资源: of.resource}), new RegExp(of.scenario))
    const order = idOf(agency)
    await look(provider, '/masking-orders', new RegExp(of.scenario))
    const dialog = await begin(provider, '下载签名指令')
    const [file] = await Promise.all([provider.waitForEvent('download'), send(dialog, '下载签名指令')])
    await file.saveAs(path.join(folder, 'order.json'))

    const signed = JSON.parse(fs.readFileSync(path.join(folder, 'order.json'), 'utf8')) as {node_public_key: string}
    fs.writeFileSync(path.join(folder, 'node.pem'), signed.node_public_key)
    fs.writeFileSync(path.join(folder, 'rows.csv'), of.csv)
    const {password} = (await accounts()).find(({account}) => account === 'provider.zhou')!
    fs.writeFileSync(path.join(folder, 'password'), password)
    source('trust', 'node.pem')
    source('accept', '--file', 'order.json')
    const {batch} = JSON.parse(source('mask', '--order', order, '--csv', 'rows.csv', '--output', 'json')) as {batch: string}
    source('push', '--batch', batch, '--url', process.env.GONGSHU_API!, '--account', 'provider.zhou', '--password-file', 'password')
    await look(provider, '/batches', new RegExp(of.scenario))
    await state(provider, '已验收')
    await expect(provider.getByText(`${of.csv.trim().split('\n').length - 1}`, {exact: true}).first()).toBeVisible()
  } finally {
    fs.rmSync(folder, {recursive: true, force: true})
  }
}
