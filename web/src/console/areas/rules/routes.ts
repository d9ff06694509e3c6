import {defineArea} from '../../area'

export default defineArea({
  id: 'rules', title: {zh: '规则', en: 'Rules'}, group: 'rules', order: 10,
  routes: [
    {path: '/rules', name: 'rules', title: {zh: '规则与落实', en: 'Rules'}, menu: true, component: () => import('./RulesPage.vue')},
    {path: '/rules/compare', name: 'rules-compare', title: {zh: '规则包对照', en: 'Compare packs'}, menu: true, parent: 'rules', component: () => import('./ComparePage.vue')},
    {path: '/rules/packs', name: 'rules-packs', title: {zh: '规则包与冲突', en: 'Packs and clashes'}, menu: true, parent: 'rules', component: () => import('./PacksPage.vue')},
    {path: '/rules/replay', name: 'rules-replay', title: {zh: '以规则包重判', en: 'Judge history again'}, menu: true, parent: 'rules', may: ['replayRules'], component: () => import('./ReplayPage.vue')},
    {path: '/rules/calendar', name: 'rules-calendar', title: {zh: '工作日历', en: 'Working days'}, menu: true, parent: 'rules', component: () => import('./CalendarPage.vue')},
  ],
})
