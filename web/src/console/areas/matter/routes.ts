import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'matter', title: {zh: '办事', en: 'Matters'}, group: 'work', order: 10,
  routes: [
    {path: '/procedures', name: 'procedures', title: {zh: '办事程序', en: 'Procedures'}, menu: true, component: () => import('./ProceduresPage.vue')},
    {path: '/procedures/:procedure/:act', name: 'matter.open', title: {zh: '发起事项', en: 'Open a matter'}, parent: 'procedures', component: () => import('./OpenPage.vue')},
    ...subjectRoutes({kind: 'matter', path: '/matters', title: {zh: '办件', en: 'Matters'}, name: {zh: '办件', en: 'A matter'}, load: () => import('./matter')}),
  ],
})
