import {describe, expect, it} from 'vitest'
import {addMessages} from '@/i18n'
import {cellText} from '@/blocks/table'
import {dcatOf} from './dcat'
import {onOffer, productColumns, usageColumns, type Disclosure} from './disclosure'
import messages from './messages'
import {publicLogOf} from './publicLog'
import {disclosureOf, useOf, yearsOf} from './yearly'

addMessages('portal', messages)
const product = {id: 'prd-1', title: '机构查询 <b>', summary: '按代码查询', kind: 'api' as const, purpose: 'industry', operator: '石门', scenario: 'scn-1', personal: false, charged: true, fen: 5, seq: 98, registration: 'REG-1', listed: '2026-03-27'}
const disclosure: Disclosure = {made: '2026-03-27T09:00:00+08:00', size: 135, key: '', grants: [], scenarios: [], products: [product], usage: []}
const cell = (key: string, row = product) => cellText(productColumns.find((column) => column.key === key)!, row)

describe('the public log as a file', () => {
  const root = 'A'.repeat(43) + '='
  const note = `gongshu.test/ledger\n3\n${root}\n\n— gongshu.test/ledger AAAAAAAA\n`
  const all = ['00', '01', '02', '03'].map((leaf, seq) => ({seq, leaf}))
  it('holds the leaves that the checkpoint signs, and none beyond', async () => {
    const file = await publicLogOf(note, 'pem', async (from, limit) => ({rows: all.slice(from, Math.min(from + 2, from + limit))}))
    expect(file).toEqual({format: 'gongshu public log 1', key: 'pem', checkpoint: note, leaves: ['00', '01', '02']})
  })
  it('fails where the node leaves one out', async () => {
    await expect(publicLogOf(note, 'pem', async (from) => ({rows: all.slice(from + 1)}))).rejects.toThrow('entry 0 is missing')
  })
})

describe('what the portal shows', () => {
  it('prices by kind, free when nothing is charged', () => {
    expect(cell('price')).toBe('0.05 元/次')
    expect(cell('price', {...product, charged: false})).toBe('无偿')
  })
  it('says withheld and no number where the node published none', () => {
    const [, , calls] = usageColumns([product])
    expect(cellText(calls!, {product: 'prd-1', month: '2026-03', withheld: true})).toBe('不予公布')
    expect(cellText(calls!, {product: 'prd-1', month: '2026-03', withheld: false, calls: 40})).toBe('40')
  })
  it('makes a DCAT catalogue with a dataset for each product', () => {
    const catalog = dcatOf(disclosure, 'https://example.org', '门户', 'zh')
    expect(catalog['@type']).toBe('dcat:Catalog')
    expect(catalog['dcat:dataset']).toMatchObject([{'@type': 'dcat:Dataset', 'dct:identifier': 'REG-1'}])
  })
  it('takes the set of a year: terms, listings and months of that year, latest year first', () => {
    const grant = {id: 'agr-1', status: 'in_force', agency: '局', operator: '石门', resources: [], starts: '2024-05-01', ends: '2025-04-30', seq: 3}
    const all: Disclosure = {...disclosure, grants: [grant], usage: [{product: 'prd-1', month: '2025-12', withheld: false, calls: 40}, {product: 'prd-1', month: '2026-01', withheld: true}]}
    expect(yearsOf(all)).toEqual(['2026', '2025', '2024'])
    expect(yearsOf(disclosure)).toEqual(['2026'])
    const old = disclosureOf(all, '2025')
    expect([old.grants.length, old.products.length, old.usage.length]).toEqual([1, 0, 1])
    expect(disclosureOf(all, '2026').grants).toEqual([])
    const ended = {...grant, status: 'ended', starts: '2024-05-01', ends: '2028-04-30', ended: '2025-01-02'}
    const later = {...grant, starts: '2026-12-01', ends: '2028-04-30'}
    const recalled = {...product, listed: '2024-06-01', withdrawn: '2024-12-31'}
    const scenario = {id: 'scn-1', status: 'ended', title: '', purpose: 'industry' as const, applicant: '', operator: '', resources: [], products: [], approved: '2025-03-01', ended: '2025-04-01', seq: 5}
    const both: Disclosure = {...all, grants: [ended, later], products: [product, recalled], scenarios: [scenario]}
    expect(['2024', '2025', '2026'].map((year) => disclosureOf(both, year)).map(({grants, products, scenarios}) => [grants.length, products.length, scenarios.length])).toEqual([[1, 1, 0], [1, 0, 1], [0, 1, 0]])
    expect(onOffer(both.products)).toEqual([product])
    expect(useOf(old)).toEqual({calls: 40, published: 1, withheld: 0})
    expect(useOf(disclosureOf(all, '2026'))).toEqual({calls: 0, published: 0, withheld: 1})
  })
})
