import {defineArea} from '../../area'

export default defineArea({
  id: 'batch', title: {zh: '批量办理', en: 'Several at once'}, group: 'work', order: 5,
  routes: [{path: '/todos/batch', name: 'todos.batch', title: {zh: '批量办理', en: 'Several at once'}, menu: true, component: () => import('./BatchPage.vue')}],
})
