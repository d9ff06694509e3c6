/** What somebody is writing, kept in the browser until it is sent. One draft for each form, record and person. */
import {ref, watch, type Ref} from 'vue'
import {dropDraft, keepDraft, readDraft, type Kept} from './kept'
import type {Values} from './spec'

const quietMs = 600

export interface Draft {
  /** An earlier draft, offered until it is taken or dropped. */
  found: Ref<Kept | undefined>
  /** Something was kept since the form opened. */
  kept: Ref<boolean>
  /** It outlasts signing out. */
  stays: Ref<boolean>
  take: () => Values
  drop: () => void
}

export function useDraft(name: string, values: Ref<Values>): Draft {
  const found = ref(readDraft(name))
  const kept = ref(false)
  const stays = ref(found.value?.stays ?? false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const keep = (): void => { kept.value = keepDraft(name, values.value, stays.value) }
  watch(values, () => {
    clearTimeout(timer)
    timer = setTimeout(keep, quietMs)
  }, {deep: true})
  watch(stays, keep)

  function drop(): void {
    clearTimeout(timer)
    dropDraft(name)
    found.value = undefined
    kept.value = false
  }
  function take(): Values {
    const {values: before} = found.value!
    found.value = undefined
    return before
  }
  return {found, kept, stays, take, drop}
}
