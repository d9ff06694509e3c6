import {halves, type Words} from '@/i18n/words'

/** A text in both languages begins with Chinese; a name in Chinese within an English sentence does not make it one. */
const chinese = /^[“《\u4e00-\u9fff]/u

/** What would pass, in both languages: the server's `hint` is English, or "中文 / English"; `zh` is its Chinese wording where the server has one. */
export function hintWords(hint: string | undefined, zh: string | undefined): Words | undefined {
  if (!hint) return undefined
  const both = chinese.test(hint) ? halves(hint) : {zh: hint, en: hint}
  return {zh: zh || both.zh, en: both.en}
}
