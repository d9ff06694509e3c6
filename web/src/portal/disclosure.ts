/** What the node publishes, and the columns in which every page and file shows it. */
import {api, ask, type Schemas} from '@/api/client'
import type {Column} from '@/blocks/table'
import {yuan} from '@/format/money'
import {comma, has, t} from '@/i18n'

export type Disclosure = Schemas['Disclosure']
type Grant = Schemas['PublishedGrant']
type Scenario = Schemas['PublishedScenario']
type Product = Schemas['PublishedProduct']
type Usage = Schemas['PublishedUsage']

export const readDisclosure = (): Promise<Disclosure> => ask(api.GET('/api/v1/public/disclosure'))

const named = (group: string, key: string): string => (has(`portal.${group}.${key}`) ? t(`portal.${group}.${key}`) : key)
const seq = <T extends {seq: number}>(): Column<T> => ({key: 'seq', title: () => t('portal.leaf'), value: (row) => row.seq, numeric: true})

export const grantColumns: Column<Grant>[] = [
  {key: 'agency', title: () => t('portal.agency'), value: (row) => row.agency},
  {key: 'operator', title: () => t('portal.operator'), value: (row) => row.operator},
  {key: 'resources', title: () => t('portal.resources'), value: (row) => row.resources.join(comma())},
  {key: 'starts', title: () => t('portal.starts'), value: (row) => row.starts},
  {key: 'ends', title: () => t('portal.ends'), value: (row) => row.ends},
  {key: 'ended', title: () => t('portal.ended'), value: (row) => row.ended ?? ''},
  {key: 'status', title: () => t('portal.status'), value: (row) => named('stateOf', row.status), facet: true},
  seq(),
]

export const scenarioColumns = (products: readonly Product[]): Column<Scenario>[] => [
  {key: 'title', title: () => t('portal.scenario'), value: (row) => row.title},
  {key: 'purpose', title: () => t('portal.purpose'), value: (row) => named('purposeOf', row.purpose), facet: true},
  {key: 'applicant', title: () => t('portal.applicant'), value: (row) => row.applicant},
  {key: 'operator', title: () => t('portal.operator'), value: (row) => row.operator, facet: true},
  {key: 'resources', title: () => t('portal.resources'), value: (row) => row.resources.join(comma())},
  {key: 'products', title: () => t('portal.products'), value: (row) => row.products.map((id) => products.find((one) => one.id === id)?.title ?? id).join(comma())},
  {key: 'approved', title: () => t('portal.approved'), value: (row) => row.approved},
  {key: 'ends', title: () => t('portal.ends'), value: (row) => row.ended ?? row.ends ?? t('portal.unlimited')},
  {key: 'status', title: () => t('portal.status'), value: (row) => named('stateOf', row.status), facet: true},
  seq(),
]

/** What may be had today; a product that was recalled stays in the sets of its years. */
export const onOffer = (products: readonly Product[]): Product[] => products.filter(({withdrawn}) => !withdrawn)

function priceOf(product: Product): string {
  if (!product.charged || !product.fen) return t('portal.free')
  return t(product.kind === 'package' ? 'portal.perPackage' : 'portal.perCall', {yuan: yuan(product.fen)})
}

export const productColumns: Column<Product>[] = [
  {key: 'title', title: () => t('portal.product'), value: (row) => row.title},
  {key: 'summary', title: () => t('portal.summary'), value: (row) => row.summary},
  {key: 'kind', title: () => t('portal.kind'), value: (row) => named('kindOf', row.kind), facet: true},
  {key: 'operator', title: () => t('portal.operator'), value: (row) => row.operator, facet: true},
  {key: 'price', title: () => t('portal.price'), value: priceOf},
  {key: 'basis', title: () => t('portal.priceBasis'), value: (row) => row.price_basis ?? ''},
  {key: 'consent', title: () => t('portal.consent'), value: (row) => t(row.personal ? 'portal.needed' : 'portal.notNeeded'), facet: true},
  {key: 'registration', title: () => t('portal.registration'), value: (row) => row.registration ?? ''},
  {key: 'listed', title: () => t('portal.listed'), value: (row) => row.listed},
  {key: 'withdrawn', title: () => t('portal.withdrawn'), value: (row) => row.withdrawn ?? ''},
  seq(),
]

export const usageColumns = (products: readonly Product[]): Column<Usage>[] => [
  {key: 'product', title: () => t('portal.product'), value: (row) => products.find(({id}) => id === row.product)?.title ?? row.product, facet: true},
  {key: 'month', title: () => t('portal.month'), value: (row) => row.month},
  {key: 'calls', title: () => t('portal.calls'), value: (row) => row.calls ?? t('portal.withheld')},
]
