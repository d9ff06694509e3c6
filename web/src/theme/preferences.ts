/** How a person wants to see the pages. Kept in the browser; holds nothing secret. */
import {reactive, watch} from 'vue'

export interface Preference {
  locale: 'zh' | 'en'
  theme: 'light' | 'dark' | 'system'
  larger: boolean
  /** Single keys act as shortcuts. */
  keys: boolean
  /** Groups of the menu that are folded. */
  folded: string[]
}

const key = 'gongshu.preference'
const choices = {locale: ['zh', 'en'], theme: ['light', 'dark', 'system']} as const

function stored(): Preference {
  const out: Preference = {locale: 'zh', theme: 'system', larger: false, keys: true, folded: []}
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preference>
    if (kept.locale && choices.locale.includes(kept.locale)) out.locale = kept.locale
    if (kept.theme && choices.theme.includes(kept.theme)) out.theme = kept.theme
    out.larger = kept.larger === true
    out.keys = kept.keys !== false
    if (Array.isArray(kept.folded)) out.folded = kept.folded.filter((one) => typeof one === 'string')
  } catch { /* what cannot be read counts as not kept */ }
  return out
}

export const preference = reactive(stored())

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function apply(): void {
  const root = document.documentElement
  root.classList.toggle('dark', preference.theme === 'dark' || (preference.theme === 'system' && dark.matches))
  root.classList.toggle('larger', preference.larger)
  root.lang = preference.locale === 'zh' ? 'zh-CN' : 'en'
}

/** Follows the choices, and the system where it is asked to decide. */
export function followPreferences(): void {
  apply()
  dark.addEventListener('change', apply)
  watch(preference, () => {
    localStorage.setItem(key, JSON.stringify(preference))
    apply()
  })
}
