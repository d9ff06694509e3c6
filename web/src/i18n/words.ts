/** A text in both languages, as the API's `Words` and as our own labels have it. */
export interface Words {
  zh: string
  en: string
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
