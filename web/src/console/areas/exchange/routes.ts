import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'exchange', title: {zh: '平台交换', en: 'Exchange'}, group: 'administration', order: 20,
  routes: [
    ...subjectRoutes({kind: 'exchange_peer', path: '/exchange/peers', title: {zh: '相邻平台', en: 'Platforms next door'}, name: {zh: '相邻平台', en: 'A platform next door'},
      begin: {may: ['registerPeer'], title: {zh: '登记相邻平台', en: 'Register a platform'}}, load: () => import('./peer')}),
    {path: '/exchange/messages', name: 'exchange_messages', title: {zh: '交换报文', en: 'Exchanged messages'}, menu: true, overseer: true, component: () => import('./MessagesPage.vue')},
  ],
})
