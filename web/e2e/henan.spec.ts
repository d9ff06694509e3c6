/**
 * Henan in the browser, from the first account to the certificate of exit. A node of its own on which the parties are registered and nothing else
 * (e2e/scripts/henan.yaml); the chapters lie in e2e/story and go on from one another.
 */
import {test} from './fixtures'
import {useDemo} from './server'
import {grounds} from './story/henan_grounds'
import {market} from './story/henan_market'
import {scenario} from './story/henan_scenario'
import {supervision} from './story/henan_supervision'

test.describe.configure({mode: 'serial', timeout: 240_000})
test.use({actionTimeout: 30_000})

let stop: () => Promise<void>
test.beforeAll(async () => {
  test.setTimeout(240_000)
  stop = await useDemo('henan', 'henan.yaml')
})
test.afterAll(() => stop?.())

grounds()
scenario()
market()
supervision()
