/** A workbook goes out and comes back: drop-downs, what is read from it, which cells are marked. */
import {unzipSync, strFromU8} from 'fflate'
import {beforeAll, describe, expect, it} from 'vitest'
import {limitsIn, type LimitsOf} from '@/form/contract'
import type {FormSpec} from '@/form/spec'
import {addMessages} from '@/i18n'
import form from '@/form/messages'
import catalog from '../messages'
import {cycles, formats, grades, origins, sharings, types} from '../names'
import {layoutOf, letters, type Layout} from './layout'
import {bodyOfEntry, cellOf, places, readSheets, type Sheet} from './read'
import {open, returned, template} from './write'

const text = (key: string, zh: string, kind: 'text' | 'number' = 'text') => ({key, kind, label: {zh, en: key}})
const spec: FormSpec = {id: 'x', pages: [{key: 'a', title: {zh: '', en: ''}, fields: [
  text('title', '资源名称'), text('code', '资源代码'), text('summary', '摘要'), text('classification', '分类'),
  {...text('format', '资源格式'), kind: 'choice', names: formats}, {...text('update_cycle', '更新周期'), kind: 'choice', names: cycles},
  {...text('sharing', '共享类型'), kind: 'choice', names: sharings}, {...text('origin', '数据来源'), kind: 'choice', names: origins}, text('rows_estimate', '数据量', 'number'),
  {...text('shared_from', '共享数据提供单位'), kind: 'choice', options: () => [{value: 'org-1', label: '市民政局'}], when: (values) => values.origin === 'shared', required: true},
  {key: 'negative_list', kind: 'verdicts', label: {zh: '负面清单', en: 'Negative list'}, required: true, options: () => [{value: 'secret', label: '国家秘密'}]},
  {key: 'items', kind: 'list', label: {zh: '信息项', en: 'Items'}, fields: [text('name', '列名'), text('title', '名称'), {...text('type', '类型'), kind: 'choice', names: types}, {...text('grade', '分级'), kind: 'choice', names: grades}, text('standard', '标准'), {...text('personal', '个人信息'), kind: 'yesno'}]},
]}]}
const schema = {
  Entry: {required: ['title', 'code', 'summary', 'classification', 'format', 'update_cycle', 'sharing', 'origin', 'items'], properties: {
    title: {minLength: 2, maxLength: 20}, code: {pattern: '[A-Z0-9-]{2,9}'}, rows_estimate: {minimum: 0}, items: {items: {$ref: '#/Item'}},
  }},
  Item: {required: ['name', 'title', 'type', 'grade'], properties: {name: {pattern: '[a-z]+'}}},
}
let layout: Layout
let limits: LimitsOf

beforeAll(async () => {
  addMessages('catalog', catalog)
  addMessages('form', form)
  limits = limitsIn(schema, 'Entry')
  layout = await layoutOf(spec, limits)
})

const head = (columns: Layout['items']): Sheet => [columns.map((column) => `${column.title}${column.required ? ' *' : ''}`), columns.map(() => '说明')]
const resource = (over: Record<string, string | number> = {}): (string | number)[] => layout.resources.map((column) => ({
  title: '养老床位', code: 'BEDS-1', summary: '各机构床位数', classification: '民生保障', format: '库表', update_cycle: '每月', sharing: 'conditional', origin: '履职产生', rows_estimate: '', 'shared_from': '', 'negative_list.secret': '不属于', ...over,
})[column.path.join('.')] ?? '')
const item = (over: Record<string, string> = {}): string[] => layout.items.map((column) => ({'@code': 'BEDS-1', name: 'beds', title: '床位数', type: '整数', grade: 'General', standard: '', personal: '否', ...over})[column.path.join('.')] ?? '')
const read = (resources: Sheet, items: Sheet) => readSheets({resources: [...head(layout.resources), ...resources], items: [...head(layout.items), ...items]}, layout, spec, limits)

describe('reading', () => {
  it('makes the body of the API from a row and its items, by names in either language or by keys', () => {
    const {entries, loose} = read([resource({rows_estimate: 12})], [item(), item({name: 'people', personal: '是'})])
    expect(loose).toEqual([])
    expect(entries[0]!.faults).toEqual([])
    expect(bodyOfEntry(spec, entries[0]!)).toEqual({
      title: '养老床位', code: 'BEDS-1', summary: '各机构床位数', classification: '民生保障', format: 'table', update_cycle: 'monthly', sharing: 'conditional', origin: 'own', rows_estimate: 12,
      negative_list: {secret: false}, items: [{name: 'beds', title: '床位数', type: 'integer', grade: 'general', personal: false}, {name: 'people', title: '床位数', type: 'integer', grade: 'general', personal: true}],
    })
  })

  it('marks the cell: missing, not among the choices, not a number, against the contract', () => {
    const {entries} = read([resource({summary: '', format: '纸质', rows_estimate: '很多', code: '代码'})], [])
    const at = (name: string) => layout.resources.findIndex((column) => column.path[0] === name)
    expect(entries[0]!.faults.map((fault) => fault.column).sort((a, b) => a - b)).toEqual([-1, at('code'), at('summary'), at('format'), at('rows_estimate')].sort((a, b) => a - b))
  })

  it('marks an item in its own row, an item without a resource, and a code that occurs twice', () => {
    const {entries, loose} = read([resource(), resource()], [item({name: '列'}), item({'@code': 'NONE'})])
    expect(entries[0]!.faults).toMatchObject([{sheet: 'items', row: 2, column: 1}])
    expect(entries[1]!.faults.some((fault) => fault.column === layout.resources.findIndex((column) => column.path[0] === 'code'))).toBe(true)
    expect(loose).toMatchObject([{sheet: 'items', row: 3, column: 0}])
  })

  it('tells which column is missing, and finds columns that were moved', () => {
    const sheet = {resources: head(layout.resources).map((row) => row.slice(1)), items: head(layout.items)}
    expect(readSheets(sheet, layout, spec, limits).loose[0]!.text).toContain('资源名称')
    const turned = {resources: [...head(layout.resources), resource()].map((row) => [...row].reverse()), items: [...head(layout.items), item()]}
    expect(readSheets(turned, layout, spec, limits).entries[0]!.faults).toEqual([])
  })

  it('puts what the server refuses at the cell it names', () => {
    const at = {resources: places(head(layout.resources), layout.resources), items: places(head(layout.items), layout.items)}
    expect(cellOf('items.1.name', {row: 2, itemRows: [2, 7]}, layout, at)).toEqual({sheet: 'items', row: 7, column: 1})
    expect(cellOf('negative_list.secret', {row: 4, itemRows: []}, layout, at)).toMatchObject({sheet: 'resources', row: 4, column: layout.resources.findIndex((column) => column.path[1] === 'secret')})
    expect(cellOf('whatever', {row: 4, itemRows: []}, layout, at)).toEqual({sheet: 'resources', row: 4, column: -1})
  })
})

describe('the file', () => {
  const parts = async (blob: Blob) => unzipSync(new Uint8Array(await blob.arrayBuffer()))

  it('has drop-downs; the code of an item is chosen from the first sheet, and a sharer only for shared data', async () => {
    const files = await parts(await template(layout))
    const [first, second] = [strFromU8(files['xl/worksheets/sheet1.xml']!), strFromU8(files['xl/worksheets/sheet2.xml']!)]
    expect(first).toMatch(/<dataValidations count="6">/)
    const code = letters(layout.resources.findIndex((column) => column.path[0] === 'code'))
    expect(second).toContain(`<formula1>'资源'!$${code}$3:$${code}$502</formula1>`)
    const origin = letters(layout.resources.findIndex((column) => column.path[0] === 'origin'))
    expect(first).toContain(`IF($${origin}3=&quot;经政务共享取得&quot;,'选项'!$`)
    for (const xml of [first, second]) expect(xml.indexOf('<dataValidations')).toBeGreaterThan(xml.indexOf('</sheetData>'))
  })

  it('comes back with its values, the faults beside each row, and can be read again', async () => {
    const sheets = {resources: [...head(layout.resources), resource({title: '=1+1', format: '纸质'})], items: [...head(layout.items), item()]}
    const found = readSheets(sheets, layout, spec, limits)
    const blob = await returned(layout, sheets, found.entries.flatMap((entry) => entry.faults), new Map())
    const again = await open(blob)
    expect(again.resources[2]![0]).toBe('=1+1')
    expect(again.resources[0]!.at(-1)).toBe('问题')
    expect(again.resources[2]!.at(-1)).toContain('资源格式：应为下列之一')
    expect(strFromU8((await parts(blob))['xl/styles.xml']!)).toContain('FFF8C9C4')
    expect(readSheets(again, layout, spec, limits).entries[0]!.faults).toHaveLength(1)
  })
})
