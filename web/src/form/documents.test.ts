import {expect, it} from 'vitest'
import {documentOptions, type Document} from './documents'

const document = (id: string, title: string, issuer: string): Document => ({id, title, issuer}) as Document

it('names documents by title and issuer, and by id only those that would look alike', () => {
  const rows = [document('doc-3', '会议纪要', '省政府'), document('doc-1', '承诺书', '甲公司'), document('doc-2', '承诺书', '甲公司'), document('doc-4', '承诺书', '乙公司')]
  expect(documentOptions(rows)).toEqual([
    {value: 'doc-1', label: '承诺书 · 甲公司（doc-1）'}, {value: 'doc-2', label: '承诺书 · 甲公司（doc-2）'}, {value: 'doc-4', label: '承诺书 · 乙公司'}, {value: 'doc-3', label: '会议纪要 · 省政府'},
  ])
})
