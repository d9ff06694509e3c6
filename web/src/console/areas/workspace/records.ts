import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {defineRecords} from '../../area'
import {titleOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export const workspaceStates = defineStates<Schemas['Workspace']['status']>({open: {name: {zh: '已开通', en: 'Open'}, tone: 'good'}, exited: {name: {zh: '已退出', en: 'Exited'}, tone: 'quiet'}})
export const jobStates = defineStates<Schemas['Job']['status']>({
  submitted: {name: {zh: '待批准', en: 'To be approved'}, tone: 'active'},
  approved: {name: {zh: '已批准', en: 'Approved'}, tone: 'good'},
  refused: {name: {zh: '不批准', en: 'Refused'}, tone: 'bad'},
  running: {name: {zh: '运行中', en: 'Running'}, tone: 'active'},
  done: {name: {zh: '已完成', en: 'Done'}, tone: 'good'},
  withheld: {name: {zh: '不予公布', en: 'Withheld'}, tone: 'warn'},
  failed: {name: {zh: '失败', en: 'Failed'}, tone: 'bad'},
  cancelled: {name: {zh: '已取消', en: 'Cancelled'}, tone: 'quiet'},
})
export const sampleStates = defineStates<Schemas['MaskedSample']['status']>({
  requested: {name: {zh: '待审核', en: 'To be decided'}, tone: 'active'}, released: {name: {zh: '已放行', en: 'Released'}, tone: 'good'}, refused: {name: {zh: '不放行', en: 'Refused'}, tone: 'bad'},
})

export const socialStates = defineStates<Schemas['SocialData']['status']>({held: {name: {zh: '已导入', en: 'Held'}, tone: 'good'}, exited: {name: {zh: '已随退出处理', en: 'Exited'}, tone: 'quiet'}})

export const listWorkspaces = () => listAll((after) => api.GET('/api/v1/workspaces', {params: {query: {limit: 500, after}}}))
export const listJobs = () => listAll((after) => api.GET('/api/v1/jobs', {params: {query: {limit: 500, after}}}))
export const listSamples = () => listAll((after) => api.GET('/api/v1/development-samples', {params: {query: {limit: 500, after}}}))
export const listSocialData = () => listAll((after) => api.GET('/api/v1/social-data', {params: {query: {limit: 500, after}}}))

export default defineRecords(
  {kind: 'workspace', name: {zh: '开发利用环境', en: 'Workspace'}, states: workspaceStates, to: recordTo('workspace'), list: async () => (await listWorkspaces()).map((row) => ({id: row.id, status: row.status, author: row.opened_by, title: titleOf('scenario', row.scenario)}))},
  {
    kind: 'job', name: {zh: '作业', en: 'Job'}, states: jobStates, to: recordTo('job'), steps: {approve: {zh: '批准作业', en: 'Approve a job'}},
    list: async () => (await listJobs()).map((row) => ({id: row.id, status: row.status, author: row.author, title: row.purpose, text: row.sql})),
  },
  {
    kind: 'development_sample', name: {zh: '开发抽样数据', en: 'Development sample'}, states: sampleStates, to: recordTo('development_sample'), steps: {decide: {zh: '审核抽样数据', en: 'Decide on a sample'}},
    list: async () => (await listSamples()).map((row) => ({id: row.id, status: row.status, author: row.author, title: `${row.parameters.table} ${row.parameters.share_percent}%`, text: row.purpose})),
  },
  {kind: 'social_data', name: {zh: '社会数据', en: 'Social data'}, states: socialStates, to: recordTo('social_data'), list: async () => (await listSocialData()).map((row) => ({id: row.id, status: row.status, author: row.author, title: row.table, text: row.source}))},
)
