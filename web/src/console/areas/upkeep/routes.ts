import {defineArea} from '../../area'

/** As the node has it: its three administrators, and the competent authority. */
const inspectors = {duties: ['system_admin', 'security_admin', 'audit_admin'], roles: ['competent_authority']}

export default defineArea({
  id: 'upkeep', title: {zh: '系统管理', en: 'Administration'}, group: 'administration', order: 15,
  routes: [
    {...inspectors, path: '/doctor', name: 'doctor', title: {zh: '节点体检', en: 'Examination'}, menu: true, component: () => import('./DoctorPage.vue')},
    {...inspectors, path: '/backups', name: 'backups', title: {zh: '备份', en: 'Backups'}, menu: true, component: () => import('./BackupsPage.vue')},
  ],
})
