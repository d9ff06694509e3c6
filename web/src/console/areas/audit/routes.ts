import {defineArea} from '../../area'

export default defineArea({
  id: 'audit', title: {zh: '审计', en: 'Audit'}, group: 'rules', order: 20, stage: 'supervision',
  routes: [
    {path: '/audit/log', name: 'audit-log', title: {zh: '账本浏览', en: 'Ledger'}, menu: true, component: () => import('./LogPage.vue')},
    {path: '/audit/timeline', name: 'audit-timeline', title: {zh: '证据时间线', en: 'Evidence timeline'}, menu: true, component: () => import('./TimelinePage.vue')},
    {path: '/audit/durations', name: 'audit-durations', title: {zh: '办理时长', en: 'Step durations'}, menu: true, overseer: true, component: () => import('./DurationsPage.vue')},
  ],
})
