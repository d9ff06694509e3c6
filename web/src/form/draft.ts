/** What somebody is writing, kept in the browser until it is sent. One draft for each form, record and person. */
import {ref, watch, type Ref} from 'vue'
import type {Values} from './spec'

interface Kept {
  at: string
  values: Values
}

const quietMs = 600

export interface Draft {
  /** An earlier draft, offered until it is taken or dropped. */
  found: Ref<Kept | undefined>
  /** Something was kept since the form opened. */
  kept: Ref<boolean>
  take: () => Values
  drop: () => void
}

export function useDraft(name: string, values: Ref<Values>): Draft {
  const key = `gongshu.draft.${name}`
  const found = ref<Kept>()
  const kept = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const text = localStorage.getItem(key)
    if (text) found.value = JSON.parse(text) as Kept
  } catch { /* an unreadable draft is none */ }

  watch(values, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({at: new Date().toISOString(), values: values.value}))
      kept.value = true
    }, quietMs)
  }, {deep: true})

  function drop(): void {
    clearTimeout(timer)
    localStorage.removeItem(key)
    found.value = undefined
    kept.value = false
  }
  function take(): Values {
    const {values: before} = found.value!
    found.value = undefined
    return before
  }
  return {found, kept, take, drop}
}
