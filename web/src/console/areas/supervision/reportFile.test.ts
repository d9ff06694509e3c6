import {expect, it} from 'vitest'
import {reportBlob} from './reportFile'

it('writes a document with a part for the text and one for the styles', async () => {
  const blob = await reportBlob('季度报告 2026Q1', '2026-01-01 – 2026-03-31', [{title: '运营情况', text: '调用 0 次\n<b>无</b>'}])
  const bytes = Buffer.from(await blob.arrayBuffer())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(bytes.includes('word/document.xml')).toBe(true)
  expect(bytes.includes('word/styles.xml')).toBe(true)
})
