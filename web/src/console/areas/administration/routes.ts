import {defineArea} from '../../area'

export default defineArea({
  id: 'administration', title: {zh: '系统管理', en: 'Administration'}, group: 'administration', order: 10,
  routes: [
    {path: '/organisations', name: 'organisations', title: {zh: '单位', en: 'Organisations'}, menu: true, component: () => import('./OrganisationsPage.vue')},
    {path: '/organisations/:id', name: 'organisation', title: {zh: '单位详情', en: 'An organisation'}, parent: 'organisations', component: () => import('./OrganisationPage.vue')},
    {path: '/people', name: 'people', title: {zh: '人员与口令', en: 'People'}, menu: true, duties: ['system_admin', 'security_admin', 'audit_admin'], roles: ['competent_authority'], component: () => import('./PeoplePage.vue')},
    {path: '/roles', name: 'roles', title: {zh: '角色与权限', en: 'Roles'}, menu: true, component: () => import('./RolesPage.vue')},
    {path: '/keys', name: 'keys', title: {zh: '密钥', en: 'Keys'}, menu: true, duties: ['system_admin', 'security_admin', 'audit_admin'], roles: ['competent_authority', 'data_provider', 'application_developer'], component: () => import('./KeysPage.vue')},
    {path: '/node', name: 'node', title: {zh: '节点状态', en: 'Node'}, menu: true, duties: ['system_admin', 'security_admin', 'audit_admin'], roles: ['competent_authority'], component: () => import('./NodePage.vue')},
  ],
})
