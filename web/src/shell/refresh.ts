import {onBeforeUnmount, onMounted} from 'vue'
import {useRoute} from 'vue-router'
import {api} from '@/api/client'
import {forgetNames} from '@/console/record/names'
import {alerts, loadAlerts} from './alerts'
import {forgetRows} from './search'
import {forgetTitles, loadTodos, todos} from './todos'

const everyMs = 60_000

// what was changed here shows at once in search and on the home page
api.use({
  onResponse: ({request, response}) => {
    if (request.method === 'GET' || !response.ok) return
    forgetRows()
    forgetTitles()
  },
})

/** Looks for new to-dos and alerts while somebody looks at the page; begins with nothing of whoever was signed in before. */
export function useRefresh(): void {
  const route = useRoute()
  forgetRows()
  forgetNames()
  forgetTitles()
  Object.assign(todos, {rows: [], loaded: false, problem: undefined, titles: {}})
  alerts.rows = []
  let timer: ReturnType<typeof setInterval> | undefined
  let last = 0
  async function look(): Promise<void> {
    if (document.hidden || Date.now() - last < everyMs / 2) return
    last = Date.now()
    await Promise.all([loadTodos(), loadAlerts()])
  }
  onMounted(() => {
    if (route.name !== 'home') void look()
    timer = setInterval(() => void look(), everyMs)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
