/**
 * Shijiazhuang in the browser, from the first catalog entry to the certificate of exit. A node of its own on which the parties are registered and
 * nothing else (e2e/scripts/shijiazhuang.yaml); the chapters lie in e2e/story and go on from one another.
 */
import {test} from './fixtures'
import {useDemo} from './server'
import {end} from './story/shijiazhuang_end'
import {grounds} from './story/shijiazhuang_grounds'
import {market} from './story/shijiazhuang_market'
import {scenario} from './story/shijiazhuang_scenario'

test.describe.configure({mode: 'serial', timeout: 240_000})
test.use({actionTimeout: 30_000})

let stop: () => Promise<void>
test.beforeAll(async () => {
  test.setTimeout(240_000)
  stop = await useDemo('shijiazhuang', 'shijiazhuang.yaml')
})
test.afterAll(() => stop?.())

grounds()
scenario()
market()
end()
