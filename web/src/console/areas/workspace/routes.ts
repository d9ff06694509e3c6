import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

const seen = {roles: ['operator', 'application_developer', 'competent_authority', 'implementing_agency', 'government', 'audit']}

export default defineArea({
  id: 'workspace', title: {zh: '开发利用', en: 'Workspaces'}, group: 'development', order: 30, stage: 'workspace',
  routes: [
    ...subjectRoutes({kind: 'workspace', path: '/workspaces', title: {zh: '开发利用环境', en: 'Workspaces'}, name: {zh: 'SQL 工作台', en: 'Workbench'}, seen,
      begin: {may: ['openWorkspace'], title: {zh: '开通开发利用环境', en: 'Open a workspace'}}, load: () => import('./workspace')}),
    ...subjectRoutes({kind: 'job', path: '/jobs', title: {zh: '作业', en: 'Jobs'}, name: {zh: '作业', en: 'A job'}, seen, load: () => import('./job')}),
    ...subjectRoutes({kind: 'development_sample', path: '/samples', title: {zh: '开发抽样数据', en: 'Development samples'}, name: {zh: '开发抽样数据', en: 'A sample'}, seen,
      begin: {may: ['requestDevelopmentSample'], title: {zh: '申请抽样数据', en: 'Ask for a sample'}}, load: () => import('./sample')}),
    ...subjectRoutes({kind: 'social_data', path: '/social-data', title: {zh: '社会数据', en: 'Social data'}, name: {zh: '社会数据', en: 'An import'}, seen,
      begin: {may: ['importSocialData'], title: {zh: '导入社会数据', en: 'Import social data'}, page: () => import('./ImportPage.vue')}, load: () => import('./social')}),
  ],
})
