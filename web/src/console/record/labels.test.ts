import {expect, it, vi} from 'vitest'
import type {FormSpec} from '@/form/spec'
import {pathLabel} from './labels'

vi.mock('./pack', () => ({packName: (key: string) => ({zh: `包：${key}`, en: key})}))

const form: FormSpec = {id: 'f', pages: [{key: 'a', title: {zh: '', en: ''}, fields: [
  {key: 'summary', kind: 'long', label: {zh: '摘要', en: 'Summary'}},
  {key: 'items', kind: 'list', label: {zh: '信息项', en: 'Items'}, fields: [{key: 'title', kind: 'text', label: {zh: '名称', en: 'Title'}}]},
]}]}

it('names what changed as the form asks for it, items of a list by their own name, the rest by the pack', () => {
  expect(pathLabel(form)(['summary'])).toBe('摘要')
  expect(pathLabel(form)(['items', 'title', 'title'])).toBe('信息项 / title / 名称')
  expect(pathLabel(form)(['negative_list', 'x'])).toBe('包：negative_list / 包：x')
  expect(pathLabel(undefined)(['summary'])).toBe('包：summary')
})
