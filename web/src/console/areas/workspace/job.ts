import {api, ask, asSeen, type Schemas} from '@/api/client'
import {comma, words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import JobPanel from './JobPanel.vue'
import {jobStates, listJobs} from './records'

type Job = Schemas['Job']
const runs = (row: Job): boolean => row.status === 'approved' && !row.parameters?.length
const cancel = (row: Job): Promise<unknown> => ask(api.POST('/api/v1/jobs/{id}/cancel', asSeen(row)))

export default defineSubject<Job>({
  kind: 'job', name: {zh: '作业', en: 'Job'}, states: jobStates, list: listJobs,
  get: (id) => ask(api.GET('/api/v1/jobs/{id}', {params: {path: {id}}})),
  title: (row) => row.purpose,
  empty: {zh: '没有您可以查看的作业', en: 'There is no job that you may see'},
  columns: [
    {key: 'scenario', title: () => words({zh: '应用场景', en: 'Scenario'}), value: (row) => titleOf('scenario', row.scenario), facet: true},
    {key: 'author', title: () => words({zh: '提交人', en: 'Author'}), value: (row) => nameOf(row.author)},
    {key: 'tables', title: () => words({zh: '表', en: 'Tables'}), value: (row) => row.tables.join(comma())},
  ],
  facts: (row) => [
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '环境', en: 'Workspace'}, value: row.workspace, as: 'record', kind: 'workspace'},
    {label: {zh: '提交人', en: 'Author'}, value: row.author, as: 'person'},
    {label: {zh: '批准人', en: 'Approved by'}, value: row.approved_by, as: 'person'},
    {label: {zh: '理由', en: 'Reason'}, value: row.reason, as: 'long'},
    {label: {zh: '计划摘要（SM3）', en: 'Plan (SM3)'}, value: row.plan_hash, as: 'code'},
    {label: {zh: '依据的带参数作业', en: 'Run of'}, value: row.parent, as: 'record', kind: 'job'},
    {label: {zh: '本次参数值', en: 'Values'}, value: Object.entries(row.values ?? {}).map(([name, value]) => `${name} = ${value}`)},
    {label: {zh: '开始', en: 'Started'}, value: row.started, as: 'time'},
    {label: {zh: '结束', en: 'Finished'}, value: row.finished, as: 'time'},
    {label: {zh: '所用批次', en: 'Batches'}, value: row.batches, as: 'record', kind: 'batch'},
    {label: {zh: '结果行数', en: 'Rows'}, value: row.rows},
    {label: {zh: '不予公布的单元格', en: 'Withheld cells'}, value: row.withheld_cells},
    {label: {zh: '结果摘要（SM3）', en: 'Result (SM3)'}, value: row.result_digest, as: 'code'},
    {label: {zh: '失败原因', en: 'Fault'}, value: row.fault, as: 'code'},
  ],
  extra: JobPanel,
  acts: [
    {operation: 'approveJob', label: {zh: '批准所示计划', en: 'Approve this plan'}, when: (row) => row.status === 'submitted', text: {zh: '批准的是下方所示的计划；计划有变，须重新批准。', en: 'What is approved is the plan shown below; another plan needs another approval.'}, send: (row) => ask(api.POST('/api/v1/jobs/{id}/approve', {...asSeen(row), body: {plan_hash: row.plan_hash}}))},
    {operation: 'refuseJob', label: {zh: '不批准', en: 'Refuse'}, when: (row) => row.status === 'submitted', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/jobs/{id}/refuse', {...asSeen(row), body: body as {reason: string}}))},
    {operation: 'runJob', label: {zh: '运行', en: 'Run'}, when: runs, text: {zh: '在生产环境的全部供给数据上运行。', en: 'Runs on the full supply.'}, send: (row) => ask(api.POST('/api/v1/jobs/{id}/run', {...asSeen(row), body: {}}))},
    {operation: 'runJob', label: {zh: '按参数运行', en: 'Run with values'}, when: (row) => row.status === 'approved' && Boolean(row.parameters?.length),
      form: (row) => ({id: 'run_job', pages: [{key: 'values', title: {zh: '参数值', en: 'Values'}, fields: [{key: 'values', label: {zh: '参数值', en: 'Values'}, kind: 'group', fields: (row.parameters ?? []).map((one) => ({
        key: one.name, label: {zh: one.name, en: one.name}, required: true, kind: one.values ? 'choice' : 'text', options: one.values ? () => one.values!.map((value) => ({value, label: value})) : undefined,
        help: one.values ? undefined : {zh: `${one.from} 至 ${one.to}`, en: `${one.from} to ${one.to}`},
      }))}]}]}),
      send: (row, body) => ask(api.POST('/api/v1/jobs/{id}/run', {...asSeen(row), body: body as Schemas['RunJob']}))},
    {operation: 'cancelJob', label: {zh: '取消作业', en: 'Cancel'}, when: (row) => row.status === 'submitted' || row.status === 'approved', danger: true, send: cancel},
    {operation: 'cancelJob', label: {zh: '取消运行', en: 'Cancel the run'}, when: (row) => row.status === 'running', danger: true, text: {zh: '正在进行的计算随即停止，不产生结果。', en: 'What is being computed stops at once; there is no result.'}, send: cancel},
  ],
})
