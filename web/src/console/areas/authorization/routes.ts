import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

const parties = ['competent_authority', 'implementing_agency', 'government', 'operator', 'finance', 'audit']

export default defineArea({
  id: 'authorization', title: {zh: '授权运营', en: 'Authorization'}, group: 'authorization', order: 10, stage: 'agreement',
  routes: [
    ...subjectRoutes({kind: 'operation_plan', path: '/plans', title: {zh: '实施方案', en: 'Operation plans'}, name: {zh: '实施方案', en: 'An operation plan'}, stage: 'plan',
      seen: {roles: parties.filter((role) => role !== 'operator')}, begin: {may: ['draftPlan'], title: {zh: '编制实施方案', en: 'Draft a plan'}}, load: () => import('./plan')}),
    ...subjectRoutes({kind: 'operator', path: '/operators', title: {zh: '运营主体', en: 'Operators'}, name: {zh: '运营主体', en: 'An operator'}, seen: {roles: parties},
      begin: {may: ['admitOperator'], title: {zh: '办理运营主体准入', en: 'Admit an operator'}}, load: () => import('./operator')}),
    ...subjectRoutes({kind: 'agreement', path: '/agreements', title: {zh: '运营协议', en: 'Agreements'}, name: {zh: '运营协议', en: 'An agreement'}, seen: {roles: parties},
      begin: {may: ['draftAgreement'], title: {zh: '拟订运营协议', en: 'Draft an agreement'}}, load: () => import('./agreement')}),
  ],
})
