/** Which rules refused most, called by their article and what they say. */
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import type {Figure} from './figure'

export interface RefusingRule extends Words {
  id: string
  article: string
  refused: number
}

/** The first clause of a rule: "二级开发主体限法人". */
export const clause = (text: string): string => /^[^，；。,;]+/u.exec(text)?.[0].replace(/\.$/, '') ?? text

export function refusals(rules: readonly RefusingRule[], most = 10): Figure[] {
  const refusing = rules.filter(({refused}) => refused).sort((a, b) => b.refused - a.refused).slice(0, most)
  return refusing.map((rule) => ({name: `${rule.article} ${words(rule)} ${rule.id}`, short: `${rule.article}\n${clause(words(rule))}`, n: rule.refused}))
}
