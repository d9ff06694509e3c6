/** A text in both languages, as the API's `Words` and as our own labels have it. */
export interface Words {
  zh: string
  en: string
}

/** The two halves of a text that the server writes as "中文 / English"; any other text stands for both. */
export function halves(text: string): Words {
  const stroke = text.indexOf(' / ')
  return stroke > 0 && /[\u4e00-\u9fff]/u.test(text.slice(0, stroke)) ? {zh: text.slice(0, stroke), en: text.slice(stroke + 3)} : {zh: text, en: text}
}

/** Messages of one module: the same keys in both languages; `{name}` stands for a parameter. */
export interface Messages<T extends Record<string, string> = Record<string, string>> {
  zh: T
  en: {[K in keyof T]: string}
}

/** Checked by the compiler: a key that only one language has does not build. */
export function defineMessages<T extends Record<string, string>>(messages: Messages<T>): Messages<T> {
  return messages
}
