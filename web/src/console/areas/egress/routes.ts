import {defineArea} from '../../area'

const reviewers = ['competent_authority', 'implementing_agency', 'expert_panel', 'government', 'audit', 'cyberspace', 'public_security']

export default defineArea({
  id: 'egress', title: {zh: '出域审查', en: 'Egress'}, group: 'development', order: 40, stage: 'product',
  routes: [
    {path: '/egress', name: 'egress', title: {zh: '出域审查', en: 'Egress desk'}, menu: true, roles: reviewers, component: () => import('./EgressQueue.vue')},
    {path: '/egress/:id', name: 'egress.one', title: {zh: '出域审查', en: 'Egress review'}, parent: 'egress', roles: reviewers, component: () => import('./EgressPage.vue')},
  ],
})
