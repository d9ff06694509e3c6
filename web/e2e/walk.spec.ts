/** Every page that somebody can reach by links, for every account, in both languages: no console error, no missing text, no overflow, no axe violation. */
import {crawl, judgeTimes, plainFaults, printTimes, registered, walked} from './crawl'
import {accounts, expect, open, overflow, settled, test, violations, type Account} from './fixtures'

/** Pages that open by an act, not by a link; catalog.spec.ts looks at them. */
const byAct = ['/catalog/compare/:ids', '/catalog/:id/edit']
/**
 * Pages of records that the demonstration has none of. What looks at them, with `sound` in both themes and in English: business.spec.ts at
 * exceptions, business_exit.spec.ts at exits, notices and social data, exchange.spec.ts at a platform next door, blind.spec.ts at samples.
 */
const noneHere = ['/exceptions/:id', '/exits/:id', '/exit-notices/:id', '/samples/:id', '/social-data/:id', '/exchange/peers/:id']

const visited = new Set<string>()

const longest = 1_800_000

test.describe.configure({mode: 'default'})

test('every page of every account, in both languages, both widths', async ({as, faults}) => {
  test.setTimeout(longest)
  const seenBefore = new Map<string, Set<string>>()  // by language and roles: accounts that differ in duties only share what they have seen
  for (const {account, roles} of await distinct()) {
    for (const locale of ['zh', 'en'] as const) {
      const before = seenBefore.get(locale + roles) ?? new Set<string>()
      seenBefore.set(locale + roles, before)
      const page = await as(account, {locale})
      const seen = await crawl(page, async (hash) => {
        for (const fault of await plainFaults(page)) faults.push(`${account} ${locale} ${hash}: ${fault}`)
      }, before)
      for (const one of seen) visited.add(one)
      await page.context().close()
    }
  }
  printTimes()
  judgeTimes()
  expect(registered.filter((one) => walked(one) && !byAct.includes(one) && !noneHere.includes(one) && !visited.has(one)), 'registered, but nobody can reach it by links').toEqual([])
})

for (const theme of ['light', 'dark'] as const) {
  test(`no axe violation in the ${theme} theme`, async ({as, faults}) => {
    test.setTimeout(longest)
    const done = new Set<string>()
    for (const {account} of await distinct()) {
      const page = await as(account, {theme})
      await crawl(page, async (hash) => {
        for (const violation of await violations(page)) faults.push(`${hash} (${account}): ${violation}`)
      }, done)
      await page.context().close()
    }
  })
}

/** One account of each set of roles and duties: colleagues see the same pages. */
async function distinct(): Promise<(Account & {roles: string})[]> {
  const kept = new Map<string, Account & {roles: string}>()
  for (const one of await accounts()) {
    const signedIn = await (await fetch(`${process.env.GONGSHU_API}/api/v1/sessions`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({account: one.account, password: one.password})})).json() as {token: string}
    const actor = await (await fetch(`${process.env.GONGSHU_API}/api/v1/sessions/current`, {headers: {Authorization: `Bearer ${signedIn.token}`}})).json() as {roles: string[]; duties: string[]}
    const key = [...actor.roles, ...actor.duties].sort().join()
    if (!kept.has(key)) kept.set(key, {...one, roles: [...actor.roles].sort().join()})
  }
  return [...kept.values()]
}

test('sign-in, an unknown address and the portal, in both languages and themes', async ({anyone, as, faults}) => {
  for (const locale of ['zh', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const page = await anyone({locale, theme})
      for (const [address, widths] of [['/', [1280, 1920]], ['/portal', [390, 1280, 1920]]] as const) {
        await page.goto(process.env.GONGSHU_PAGES + address)
        await settled(page)
        for (const width of widths) {
          await page.setViewportSize({width, height: 860})
          for (const element of await overflow(page)) faults.push(`${address} ${locale}: ${element} passes the edge at ${width}`)
        }
        for (const violation of await violations(page)) faults.push(`${address} ${locale} ${theme}: ${violation}`)
      }
      await page.context().close()
    }
  }
  const page = await as('civil.zhou')
  await open(page, '#/no/such/page')
  await expect(page.getByRole('heading', {name: '没有这个页面'})).toBeVisible()
})
