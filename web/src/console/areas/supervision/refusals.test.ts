import {afterEach, describe, expect, it} from 'vitest'
import {locale} from '@/i18n'
import {tally} from './figure'
import {refusals} from './refusals'

const rule = (id: string, refused: number) => ({id, refused, article: '第十七条', zh: '二级开发主体限法人，先作四维评估。', en: 'A second-level developer is a legal person, assessed in four dimensions.'})
afterEach(() => { locale.value = 'zh' })

describe('refusals by rule', () => {
  it('stand most first, those without any left out, with article and words', () => {
    expect(refusals([rule('R-01', 0), rule('R-02', 1), rule('R-03', 4)])).toEqual([
      {name: '第十七条 二级开发主体限法人，先作四维评估。 R-03', short: '第十七条\n二级开发主体限法人', n: 4},
      {name: '第十七条 二级开发主体限法人，先作四维评估。 R-02', short: '第十七条\n二级开发主体限法人', n: 1},
    ])
  })
  it('are told in the language in use, and at most so many', () => {
    locale.value = 'en'
    expect(refusals([rule('R-02', 1), rule('R-03', 4)], 1).map(({short}) => short)).toEqual(['第十七条\nA second-level developer is a legal person'])
  })
})

it('a tally has most first', () => expect(tally(['a', 'b', 'b'])).toEqual([{name: 'b', n: 2}, {name: 'a', n: 1}]))
