import {computed, type WritableComputedRef} from 'vue'
import {createI18n} from 'vue-i18n'
import {preference} from '@/theme/preferences'
import type {Messages, Words} from './words'

export type Locale = 'zh' | 'en'

export const i18n = createI18n({
  legacy: false, flatJson: true, locale: preference.locale, fallbackLocale: false as const, messages: {zh: {}, en: {}},
  missing: (_locale: string, key: string) => { console.error(`missing text: ${key}`) },
})

/** Adds messages under a namespace: `addMessages('catalog', m)` makes `t('catalog.title')`. */
export function addMessages(namespace: string, messages: Messages): void {
  i18n.global.mergeLocaleMessage('zh', {[namespace]: messages.zh})
  i18n.global.mergeLocaleMessage('en', {[namespace]: messages.en})
}

export const locale: WritableComputedRef<Locale> = computed({
  get: () => i18n.global.locale.value as Locale,
  set: (value) => {
    i18n.global.locale.value = value
    preference.locale = value
  },
})

export function t(key: string, parameters: Record<string, unknown> = {}): string {
  return i18n.global.t(key, parameters)
}

/** The text in the language in use. */
export function words(text: Words | undefined): string {
  return text ? text[locale.value] || text.zh : ''
}

export function has(key: string): boolean {
  return i18n.global.te(key)
}

/** Between things that are listed. */
export const comma = (): string => (locale.value === 'zh' ? '、' : ', ')

/** After a name that stands before what it names. */
export const colon = (): string => (locale.value === 'zh' ? '：' : ': ')
