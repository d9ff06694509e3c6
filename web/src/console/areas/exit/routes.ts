import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

const parties = ['competent_authority', 'implementing_agency', 'operator', 'government', 'audit']

export default defineArea({
  id: 'exit', title: {zh: '退出', en: 'Exit'}, group: 'supervision', order: 60, stage: 'exit',
  routes: [
    ...subjectRoutes({kind: 'exit', path: '/exits', title: {zh: '退出', en: 'Exits'}, name: {zh: '退出', en: 'An exit'}, seen: {roles: parties},
      begin: {may: ['startExit'], title: {zh: '启动退出', en: 'Start an exit'}}, load: () => import('./exit')}),
    ...subjectRoutes({kind: 'exit_notice', path: '/exit-notices', title: {zh: '退出通知', en: 'Notices of exits'}, name: {zh: '退出通知', en: 'A notice'},
      seen: {roles: [...parties, 'application_developer', 'intermediate_developer']}, load: () => import('./notice')}),
  ],
})
