import {createRouter, createWebHashHistory} from 'vue-router'
import {words} from '@/i18n'
import {loadMessages, routeRecords} from './gather'
import {mayOpen, session} from './session'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    {path: '/sign-in', name: 'sign-in', component: () => import('@/shell/SignInPage.vue'), meta: {open: true}},
    {path: '/', component: () => import('@/shell/AppShell.vue'), children: [
      {path: '', name: 'home', component: () => import('@/shell/HomePage.vue')},
      {path: 'search', name: 'search', component: () => import('@/shell/SearchPage.vue')},
      {path: 'forbidden', name: 'forbidden', component: () => import('@/shell/ForbiddenPage.vue')},
      ...routeRecords(),
      {path: ':rest(.*)*', name: 'not-found', component: () => import('@/shell/NotFoundPage.vue')},
    ]},
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? {top: 0},
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  if (!session.actor || session.mustChangePassword) return {name: 'sign-in', query: to.fullPath === '/' ? {} : {to: to.fullPath}}
  if (to.meta.route && !mayOpen(to.meta.route)) return {name: 'forbidden', query: {page: words(to.meta.route.title)}}
  if (to.meta.area) await loadMessages(to.meta.area.id)
  return true
})
