import {onBeforeUnmount, onMounted} from 'vue'
import {useRouter} from 'vue-router'
import {locale} from '@/i18n'
import {preference} from '@/theme/preferences'

/** Key → message that explains it; the help dialog lists these. */
export const shortcuts = [
  ['?', 'shortcutHelp'], ['/', 'shortcutSearch'], ['g', 'shortcutHome'], ['n', 'shortcutNotifications'], ['m', 'shortcutMenu'], ['c', 'shortcutMain'],
  ['d', 'shortcutTheme'], ['l', 'shortcutLarger'], ['e', 'shortcutLanguage'],
] as const

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.shadowRoot !== null)
}

/** A dialog that is closed stays in the page, hidden. */
const dialogOpen = (): boolean => [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.getClientRects().length > 0)

/** Single keys, away from fields and without modifiers; they can be turned off in the help (WCAG 2.1.4). */
export function useShortcuts(act: {help: () => void}): void {
  const router = useRouter()
  const acts: Record<string, () => void> = {
    '?': act.help,
    '/': () => document.getElementById('search')?.focus(),
    g: () => void router.push('/'),
    n: () => document.querySelector<HTMLElement>('[data-tour="bell"]')?.click(),
    m: () => document.querySelector<HTMLElement>('#menu a')?.focus(),
    c: () => document.getElementById('content')?.focus(),
    d: () => { preference.theme = document.documentElement.classList.contains('dark') ? 'light' : 'dark' },
    l: () => { preference.larger = !preference.larger },
    e: () => { locale.value = locale.value === 'zh' ? 'en' : 'zh' },
  }
  function pressed(event: KeyboardEvent): void {
    if (!preference.keys || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialogOpen()) return
    const wanted = acts[event.key]
    if (!wanted) return
    event.preventDefault()
    wanted()
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed))
}
