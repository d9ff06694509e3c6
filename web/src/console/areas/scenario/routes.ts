import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'scenario', title: {zh: '应用场景', en: 'Scenarios'}, group: 'development', order: 10, stage: 'scenario',
  routes: [
    {path: '/basket', name: 'basket', title: {zh: '选列申请', en: 'Pick columns'}, menu: true, may: ['draftScenario', 'submitJob'], component: () => import('./BasketPage.vue')},
    ...subjectRoutes({kind: 'scenario', path: '/scenarios', title: {zh: '应用场景', en: 'Scenarios'}, name: {zh: '应用场景', en: 'A scenario'},
      begin: {may: ['draftScenario'], title: {zh: '申请应用场景', en: 'Apply with a scenario'}}, load: () => import('./scenario')}),
  ],
})
