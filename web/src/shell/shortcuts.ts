import {onBeforeUnmount, onMounted} from 'vue'
import {useRouter} from 'vue-router'
import {preference} from '@/theme/preferences'

/** Key → message that explains it; the help dialog lists these. */
export const shortcuts = [
  ['?', 'shortcutHelp'], ['/', 'shortcutSearch'], ['g', 'shortcutHome'], ['m', 'shortcutMenu'], ['c', 'shortcutMain'], ['d', 'shortcutTheme'],
] as const

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

/** Single keys, away from fields and without modifiers, so that they do not take a key from an aid. */
export function useShortcuts(act: {help: () => void}): void {
  const router = useRouter()
  const acts: Record<string, () => void> = {
    '?': act.help,
    '/': () => document.getElementById('search')?.focus(),
    g: () => void router.push('/'),
    m: () => document.querySelector<HTMLElement>('#menu a')?.focus(),
    c: () => document.getElementById('content')?.focus(),
    d: () => { preference.theme = document.documentElement.classList.contains('dark') ? 'light' : 'dark' },
  }
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('[aria-modal="true"]')) return
    const wanted = acts[event.key]
    if (!wanted) return
    event.preventDefault()
    wanted()
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed))
}
