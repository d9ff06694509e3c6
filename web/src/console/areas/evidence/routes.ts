import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

/** Whoever takes or records such decisions, as the node has it (src/app/evidence.cpp), enters them; a decision is entered on the page of its record as well. */
const deciding = ['competent_authority', 'implementing_agency', 'government', 'finance', 'state_assets', 'source_department', 'pricing_authority', 'development_reform', 'expert_panel']

export default defineArea({
  id: 'evidence', title: {zh: '材料与平台外决定', en: 'Evidence'}, group: 'work', order: 30,
  routes: [
    ...subjectRoutes({kind: 'outside_decision', path: '/decisions', title: {zh: '平台外决定', en: 'Decisions taken outside'}, name: {zh: '平台外决定', en: 'A decision'},
      seen: {roles: [...deciding, 'registration_authority', 'audit']}, begin: {roles: deciding, title: {zh: '录入平台外决定', en: 'Enter a decision'}}, load: () => import('./decision')}),
    ...subjectRoutes({kind: 'rule_exception', path: '/exceptions', title: {zh: '规则例外', en: 'Exceptions'}, name: {zh: '规则例外', en: 'An exception'},
      begin: {title: {zh: '申请例外', en: 'Ask for an exception'}}, load: () => import('./exception')}),
    ...subjectRoutes({kind: 'document', path: '/documents', title: {zh: '佐证材料', en: 'Documents'}, name: {zh: '佐证材料', en: 'A document'}, load: () => import('./document')}),
  ],
})
