/**
 * The roles that nobody in the demonstration has (experts, auditors, the cyberspace office, finance and the others that packs name): every page that
 * their people reach by links; in English each of these pages once, and every home. A demonstration of its own, for more organisations would be in the way of other tests.
 */
import fs from 'node:fs'
import path from 'node:path'
import {crawl, plainFaults} from './crawl'
import {accounts, registerAccount, test, violations} from './fixtures'
import {useDemo} from './server'

/** As the product knows them, supervisors included. */
function allRoles(): string[] {
  const source = fs.readFileSync(path.resolve(import.meta.dirname, '../../src/identity/roles.h'), 'utf8')
  const [roles] = source.slice(source.indexOf('namespace gongshu::identity::role')).split('}  // namespace')
  return [...new Set([...roles!.matchAll(/"([a-z_]+)"/g)].map(([, role]) => role!))]
}

const headers = {'Content-Type': 'application/json'}
const password = 'a-password-of-the-walk-2026'

let stop: () => Promise<void>
test.beforeAll(async () => {
  test.setTimeout(240_000)
  stop = await useDemo('henan')
})
test.afterAll(() => stop?.())

async function call<T>(method: string, path: string, token: string, body?: object): Promise<T> {
  const answer = await fetch(`${process.env.GONGSHU_API}/api/v1${path}`, {method, headers: {...headers, ...(token ? {Authorization: `Bearer ${token}`} : {})}, body: body && JSON.stringify(body)})
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

const signIn = async (account: string, secret: string): Promise<string> => (await call<{token: string}>('POST', '/sessions', '', {account, password: secret})).token

/** Somebody of an organisation that has this role and no other. */
async function newcomer(admin: string, role: string): Promise<string> {
  const account = `walk.${role.replaceAll('_', '.')}`
  const org = await call<{id: string}>('POST', '/organisations', admin, {name: `省级单位（${role}）`, level: 'province', party_type: 'government_body', roles: [role]})
  const {one_time_password: once} = await call<{one_time_password: string}>('POST', '/people', admin, {org: org.id, account, name: `走查员（${role}）`, duties: ['staff']})
  await call('PUT', '/sessions/current/password', await signIn(account, once), {old_password: once, new_password: password})
  registerAccount({account, name: account, org: org.id, password})
  return account
}

test('every page of every role that the demonstration does not play, in both languages', async ({as, faults}) => {
  test.setTimeout(1_800_000)
  const administrator = (await accounts()).find(({account}) => account === 'admin')!
  const admin = await signIn(administrator.account, administrator.password)
  const {rows} = await call<{rows: {roles: string[]}[]}>('GET', '/organisations?limit=500', admin)
  const played = new Set(rows.flatMap(({roles}) => roles))
  // by axe, and in English, once each: what differs between these roles is which pages they have, and what their home says
  const looked = new Set<string>()
  const english = new Set<string>()
  for (const role of allRoles().filter((one) => !played.has(one) && one !== 'node')) {
    const account = await newcomer(admin, role)
    for (const locale of ['zh', 'en'] as const) {
      const page = await as(account, {locale})
      await crawl(page, async (hash, kind) => {
        for (const fault of await plainFaults(page)) faults.push(`${role} ${locale} ${hash}: ${fault}`)
        if (looked.has(kind)) return
        looked.add(kind)
        for (const violation of await violations(page)) faults.push(`${role} ${hash}: ${violation}`)
      }, locale === 'en' ? english : undefined)
      await page.context().close()
    }
  }
})
