import {inject, onMounted, provide, ref, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef, type WatchSource} from 'vue'
import {Problem} from './problem'

export interface Loaded<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | undefined>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/**
 * Loads what a page shows: at once, again when `on` changes, and on reload(). An answer that a later request overtook is dropped.
 * Show it with <LoadState>.
 */
export function useLoad<T>(load: () => Promise<T>, on: WatchSource[] = []): Loaded<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(true)
  let latest = 0
  async function reload(): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const value = await load()
      if (mine === latest) [data.value, problem.value] = [value, undefined]
    } catch (error) {
      if (mine === latest) problem.value = Problem.of(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }
  onMounted(reload)
  if (on.length) watch(on, reload)
  return {data, problem, loading, reload}
}

const newest: InjectionKey<() => Promise<unknown>> = Symbol('newest')

/** How the page shows its record anew; a problem that says the record has changed offers it. */
export function provideNewest(load: () => Promise<unknown>): void {
  provide(newest, load)
}

export const useNewest = (): (() => Promise<unknown>) | undefined => inject(newest, undefined)

/** An act of a person: runs once at a time, keeps the problem it met. Answers whether it went well. */
export function useAct(): {running: Ref<boolean>; problem: ShallowRef<Problem | undefined>; act: (what: () => Promise<unknown>) => Promise<boolean>} {
  const running = ref(false)
  const problem = shallowRef<Problem>()
  async function act(what: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return false
    running.value = true
    problem.value = undefined
    try {
      await what()
      return true
    } catch (error) {
      problem.value = Problem.of(error)
      return false
    } finally {
      running.value = false
    }
  }
  return {running, problem, act}
}
