import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

const sides = ['implementing_agency', 'data_provider', 'competent_authority', 'integrated_platform', 'source_department']

export default defineArea({
  id: 'supply', title: {zh: '数据供给', en: 'Supply'}, group: 'development', order: 20, stage: 'supply',
  routes: [
    ...subjectRoutes({kind: 'masking_order', path: '/masking-orders', title: {zh: '脱敏指令', en: 'Masking orders'}, name: {zh: '脱敏指令', en: 'A masking order'}, seen: {roles: sides},
      begin: {may: ['issueMaskingOrder'], title: {zh: '下达脱敏指令', en: 'Issue a masking order'}}, load: () => import('./order')}),
    ...subjectRoutes({kind: 'batch', path: '/batches', title: {zh: '供给批次', en: 'Batches'}, name: {zh: '供给批次', en: 'A batch'}, seen: {roles: [...sides, 'operator']}, load: () => import('./batch')}),
    ...subjectRoutes({kind: 'source_key', path: '/source-keys', title: {zh: '数源侧公钥', en: 'Source keys'}, name: {zh: '数源侧公钥', en: 'A source key'}, seen: {roles: sides},
      begin: {may: ['registerSourceKey'], title: {zh: '登记数源侧公钥', en: 'Register a source key'}}, load: () => import('./key')}),
  ],
})
