import {createApp} from 'vue'
import {whenSessionEnds} from '@/api/client'
import {i18n} from '@/i18n'
import {followPreferences} from '@/theme/preferences'
import '@/theme/theme.css'
import '@/blocks/register'
import '@/shell/register'
import './record/register'
import ConsoleApp from './ConsoleApp.vue'
import {router} from './router'
import {forget, learnNode, resume, session} from './session'

followPreferences()
whenSessionEnds(() => {
  if (!session.actor) return
  forget()
  void router.push({name: 'sign-in', query: {to: router.currentRoute.value.fullPath, ended: '1'}})
})

const app = createApp(ConsoleApp)
app.use(i18n)

/** The node has to say who may do what before the first page opens. */
Promise.all([learnNode(), resume()]).then(() => {
  app.use(router)
  app.mount('#app')
}).catch(async () => {
  const {default: UnreachablePage} = await import('@/shell/UnreachablePage.vue')
  createApp(UnreachablePage).use(i18n).mount('#app')
})
