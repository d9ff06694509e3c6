import {defineArea} from '../../area'

export default defineArea({
  id: 'supervision', title: {zh: '监督', en: 'Supervision'}, group: 'supervision', order: 10, stage: 'supervision',
  routes: [
    {path: '/supervision', name: 'risk-board', title: {zh: '风险看板', en: 'Risk board'}, menu: true, component: () => import('./BoardPage.vue')},
    {path: '/stops', name: 'stops', title: {zh: '停止令', en: 'Stops'}, menu: true, component: () => import('./StopsPage.vue')},
    {path: '/stops/:id', name: 'stop', title: {zh: '停止令详情', en: 'A stop'}, parent: 'stops', component: () => import('./StopPage.vue')},
    {path: '/supervision/reports', name: 'reports', title: {zh: '报告拟稿', en: 'Drafted reports'}, menu: true, component: () => import('./ReportsPage.vue')},
    {path: '/supervision/deadlines', name: 'deadlines', title: {zh: '期限日历', en: 'Deadlines'}, menu: true, component: () => import('./DeadlinesPage.vue')},
    {path: '/supervision/dashboard', name: 'dashboard', title: {zh: '运行总览', en: 'Dashboard'}, menu: true, overseer: true, component: () => import('./DashboardPage.vue')},
  ],
})
