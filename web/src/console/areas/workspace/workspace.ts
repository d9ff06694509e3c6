import {api, ask, type Schemas} from '@/api/client'
import {comma, words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {session} from '../../session'
import {defineSubject} from '../../record/subject'
import {listProducts} from '../product/records'
import {listWorkspaces, workspaceStates} from './records'
import WorkBench from './WorkBench.vue'

/** Developers whom the pack lets open one of their own name the agreement that they act under. */
const isDeveloper = (): boolean => !session.actor?.roles.includes('operator')
const ownHelp = () => (isDeveloper() ? {zh: '凭与运营主体签订并生效的应用协议开通自己的环境；只用开发数据，协议终止即关闭。', en: 'Under an agreement in force with the operator: development rows only, and no longer than the agreement.'} : undefined)

/** A developer may not see the scenario itself; the products that came from it name it. */
async function scenarioOptions() {
  const seen = await recordOptions('scenario', ['approved'])
  if (seen.length || !isDeveloper()) return seen
  const titles = new Map<string, string[]>()
  for (const {content} of await listProducts()) titles.set(content.scenario, [...titles.get(content.scenario) ?? [], content.title])
  return [...titles].map(([value, of]) => ({value, label: `${of.join(comma())}（${value}）`}))
}

export default defineSubject<Schemas['Workspace']>({
  kind: 'workspace', name: {zh: '开发利用环境', en: 'Workspace'}, states: workspaceStates, list: listWorkspaces,
  get: (id) => ask(api.GET('/api/v1/workspaces/{id}', {params: {path: {id}}})),
  title: (row) => titleOf('scenario', row.scenario),
  empty: {zh: '没有您可以使用的开发利用环境', en: 'There is no workspace that you may use'},
  note: {zh: '开发用合成数据或已放行的抽样数据；生产数据可用不可见，结果只经出域审查离开。', en: 'Development sees synthetic rows or released samples; production data is used without being seen, and results leave through egress only.'},
  columns: [
    {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'developer', title: () => words({zh: '应用单位', en: 'Developer'}), value: (row) => nameOf(row.developer_org), facet: true},
    {key: 'tables', title: () => words({zh: '合成数据表', en: 'Synthetic tables'}), value: (row) => row.samples.map((one) => one.table).join(comma())},
  ],
  facts: (row) => [
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '运营协议', en: 'Agreement'}, value: row.agreement, as: 'record', kind: 'agreement'},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '应用单位（自有环境）', en: "Developer, whose own it is"}, value: row.developer_org, as: 'org'},
    {label: {zh: '应用协议', en: 'Application agreement'}, value: row.application_agreement, as: 'record', kind: 'application_agreement'},
    {label: {zh: '开通人', en: 'Opened by'}, value: row.opened_by, as: 'person'},
    {label: {zh: '合成数据', en: 'Synthetic rows'}, value: row.samples.map((one) => `${one.table}：${one.rows}（k = ${one.k}）`)},
  ],
  extra: WorkBench,
  create: {
    operation: 'openWorkspace', label: {zh: '开通环境', en: 'Open a workspace'},
    form: () => ({id: 'workspace', schema: 'OpenWorkspace', pages: [{key: 'workspace', title: {zh: '开通开发利用环境', en: 'Open a workspace'}, help: ownHelp(), fields: [
      {key: 'scenario', label: {zh: '已通过的应用场景', en: 'Approved scenario'}, kind: 'choice', options: () => scenarioOptions()},
      {key: 'application_agreement', label: {zh: '与运营主体签订的应用协议', en: 'Agreement with the operator'}, kind: 'choice', when: isDeveloper, options: () => recordOptions('application_agreement', ['in_force'])},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/workspaces', {body: body as Schemas['OpenWorkspace']})),
  },
})
