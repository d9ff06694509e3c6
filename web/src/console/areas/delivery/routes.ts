import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

const parties = ['operator', 'application_developer', 'intermediate_developer', 'implementing_agency', 'competent_authority', 'audit']
const developers = ['application_developer', 'intermediate_developer']

export default defineArea({
  id: 'delivery', title: {zh: '应用与订阅', en: 'Delivery'}, group: 'products', order: 20, stage: 'delivery',
  routes: [
    ...subjectRoutes({kind: 'subscription', path: '/subscriptions', title: {zh: '订阅', en: 'Subscriptions'}, name: {zh: '订阅', en: 'A subscription'}, seen: {roles: parties}, begin: {roles: developers, title: {zh: '订阅产品', en: 'Subscribe'}}, load: () => import('./subscription')}),
    {path: '/application-keys', name: 'application_keys', title: {zh: '应用密钥', en: 'Application keys'}, menu: true, roles: [...developers, 'implementing_agency', 'competent_authority'], component: () => import('./KeysPage.vue')},
    ...subjectRoutes({kind: 'developer', path: '/developers', title: {zh: '应用单位', en: 'Developers'}, name: {zh: '应用单位', en: 'A developer'}, seen: {roles: parties}, begin: {may: ['selectDeveloper'], title: {zh: '选择应用单位', en: 'Select a developer'}}, load: () => import('./developer')}),
    ...subjectRoutes({kind: 'application_agreement', path: '/application-agreements', title: {zh: '应用协议', en: 'Application agreements'}, name: {zh: '应用协议', en: 'An agreement'}, seen: {roles: parties}, begin: {may: ['draftApplicationAgreement'], title: {zh: '编写应用协议', en: 'Draft an agreement'}}, load: () => import('./contract')}),
    ...subjectRoutes({kind: 'consent', path: '/consents', title: {zh: '授权同意', en: 'Consents'}, name: {zh: '授权同意', en: 'A consent'}, seen: {roles: parties}, begin: {roles: developers, title: {zh: '记录授权同意', en: 'Record a consent'}}, load: () => import('./consent')}),
  ],
})
