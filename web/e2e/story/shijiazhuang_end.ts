/** Shijiazhuang, last part: the exit, and what the public sees of it. */
import {test} from '../fixtures'
import {exited, publicSees} from './end'
import {operatorOrg} from './shijiazhuang_grounds'
import {product} from './shijiazhuang_market'

export function end(): void {
  test('the agreement ends by notice; access closes at once and the exit is certified by another person', async ({as}) => {
    await exited(as, {operator: operatorOrg, product, reason: '双方协商终止'})
  })

  test('the public reads that the grant has ended, checks the ledger, and gets into nothing else', async ({anyone}) => {
    await publicSees(await anyone(), {operator: operatorOrg})
  })
}
