import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'registration', title: {zh: '资源登记', en: 'Registration'}, group: 'resources', order: 20, stage: 'registration',
  routes: subjectRoutes({kind: 'registration', path: '/registrations', title: {zh: '资源登记', en: 'Registrations'}, name: {zh: '资源登记', en: 'A registration'},
    begin: {may: ['applyRegistration'], title: {zh: '申请资源登记', en: 'Apply for registration'}}, load: () => import('./registration')}),
})
