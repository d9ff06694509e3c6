import {describe, expect, it, vi} from 'vitest'
import {inText} from './inText'

const titles: Record<string, string> = {'cat-kcchxe16enx957j3e7a2': '居民信息', 'org-kcchxe16enx957j3e7a2': '省民政厅'}
vi.mock('./names', () => ({nameOf: (id: string) => titles[id] ?? id, titleOf: (_kind: string, id: string) => titles[id] ?? id}))

describe('ids in a text', () => {
  it('are told by their titles', () => expect(inText('org-kcchxe16enx957j3e7a2：cat-kcchxe16enx957j3e7a2 ← 已验收')).toBe('《省民政厅》：《居民信息》 ← 已验收'))
  it('stay where one may not see the record', () => expect(inText('bat-8pxjnaqwx9e133yvzymq (SM3 8924)')).toBe('bat-8pxjnaqwx9e133yvzymq (SM3 8924)'))
  it('are whole ids only', () => expect(inText('category cat-1 xcat-kcchxe16enx957j3e7a2')).toBe('category cat-1 xcat-kcchxe16enx957j3e7a2'))
})
