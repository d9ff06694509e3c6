/** Operations that no page calls, each with why; screens.test.ts holds this table to the contract. */
import type {OperationId} from './client'

const pages = 'a page or a file that the browser itself asks for'
const monitoring = 'for monitoring systems, not for people'
const source = 'sent by gongshu source push at the source, which signs it; the console shows the batch'

export const unscreened: Partial<Record<OperationId, string>> = {
  getStaticFile: pages,
  getWebAsset: pages,
  getContractYaml: 'a file for tools; the forms read the same contract as JSON',
  listErrors: 'a file for tools; the console shows what each problem itself says',
  getLive: monitoring,
  announceBatch: source,
  putBatchChunk: source,
  moveClock: 'moves the clock of demonstrations and tests, which have the command line for it',
  getEgressReportPage: 'the egress desk shows the same report',

  exchangeChunk: 'called by the platform next door, which signs what it sends',

  getPerson: 'the list of people has all that is known of one',
}
