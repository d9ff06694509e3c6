/** The title of the record that is shown, for the end of the breadcrumb. */
import {onScopeDispose, shallowRef, watchEffect} from 'vue'

const shown = shallowRef<string>()

/** What the breadcrumb ends with in place of the page's name. */
export const crumb = shown

/** Called by the page of a record; nothing is shown until the title is known, nor after the page is left. */
export function provideCrumb(title: () => string | undefined): void {
  let own: string | undefined
  watchEffect(() => { shown.value = own = title() })
  onScopeDispose(() => { if (shown.value === own) shown.value = undefined })
}
