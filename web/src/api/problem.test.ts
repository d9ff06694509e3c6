import {afterEach, describe, expect, it} from 'vitest'
import {createApp, h} from 'vue'
import '@/blocks/register'
import ProblemBox from '@/blocks/ProblemBox.vue'
import {i18n, locale, words} from '@/i18n'
import {halves} from '@/i18n/words'
import {hintWords} from './hint'
import {Problem} from './problem'

const refusal = {
  title: '该字段未授权此用途', title_en: 'The column is not granted for this use', status: 422, code: 'query.column_forbidden', detail: '', at: 'line 1 column 8',
  hint: 'take the identifier "id_number" out of WHERE', hint_zh: '请从 WHERE 中去掉标识列“id_number”',
}

/** The text of the box that shows a refusal. */
function shown(problem: Problem): string {
  const host = document.createElement('div')
  const app = createApp({render: () => h(ProblemBox, {problem})})
  app.use(i18n).mount(host)
  const text = host.textContent ?? ''
  app.unmount()
  return text
}

afterEach(() => { locale.value = 'zh' })

describe('what would pass', () => {
  it('is shown in the language in use', () => {
    locale.value = 'zh'
    expect(shown(new Problem(refusal))).toContain('请从 WHERE 中去掉标识列“id_number”')
    expect(shown(new Problem(refusal))).not.toContain('take the identifier')
    locale.value = 'en'
    expect(shown(new Problem(refusal))).toContain('take the identifier "id_number" out of WHERE')
    expect(shown(new Problem(refusal))).not.toContain('请从')
  })

  it('is a text, not a member of the further ones', () => {
    expect(new Problem(refusal).more).toEqual({})
    expect(words(new Problem({...refusal, hint_zh: undefined}).hint)).toBe(refusal.hint)
    expect(new Problem({...refusal, hint: undefined}).hint).toBeUndefined()
  })

  it('of a text in both languages is its half', () => {
    expect(hintWords('最长 36 个月 / at most 36 months', '最长 36 个月')).toEqual({zh: '最长 36 个月', en: 'at most 36 months'})
    expect(hintWords('补充“预案” / add “plan” (plan)', undefined)).toEqual({zh: '补充“预案”', en: 'add “plan” (plan)'})
    expect(hintWords('first: “受理” / accept', '须先办理：“受理”')).toEqual({zh: '须先办理：“受理”', en: 'first: “受理” / accept'})
    expect(hintWords('no / or', undefined)).toEqual({zh: 'no / or', en: 'no / or'})
  })
})

describe('a text in both languages', () => {
  it('has two halves, also when names stand first', () => {
    expect(halves('cat-1：没有已验收的批次 / cat-1: no accepted batch')).toEqual({zh: 'cat-1：没有已验收的批次', en: 'cat-1: no accepted batch'})
    expect(halves('cat-1.name: passport')).toEqual({zh: 'cat-1.name: passport', en: 'cat-1.name: passport'})
    expect(halves('yes / no')).toEqual({zh: 'yes / no', en: 'yes / no'})
  })
})
