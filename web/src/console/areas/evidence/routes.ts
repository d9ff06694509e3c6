import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'evidence', title: {zh: '材料与平台外决定', en: 'Evidence'}, group: 'work', order: 30,
  routes: [
    ...subjectRoutes({kind: 'outside_decision', path: '/decisions', title: {zh: '平台外决定', en: 'Decisions taken outside'}, name: {zh: '平台外决定', en: 'A decision'},
      seen: {roles: ['competent_authority', 'implementing_agency', 'government', 'registration_authority', 'finance', 'audit']}, begin: {title: {zh: '录入平台外决定', en: 'Enter a decision'}}, load: () => import('./decision')}),
    ...subjectRoutes({kind: 'rule_exception', path: '/exceptions', title: {zh: '规则例外', en: 'Exceptions'}, name: {zh: '规则例外', en: 'An exception'},
      begin: {title: {zh: '申请例外', en: 'Ask for an exception'}}, load: () => import('./exception')}),
    ...subjectRoutes({kind: 'document', path: '/documents', title: {zh: '佐证材料', en: 'Documents'}, name: {zh: '佐证材料', en: 'A document'}, load: () => import('./document')}),
  ],
})
