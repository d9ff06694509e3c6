import {api, ask, asSeen, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {token, type Place} from '../../record/places'
import {defineSubject, type Act} from '../../record/subject'
import {decisionNames, enterDecision, type DecisionKind} from '../evidence/decisions'
import {actForm} from './form'
import MatterPanel from './MatterPanel.vue'
import {actsFor, chainOf, labelOf, procedureOf, readProcedures, type Matter} from './procedures'
import {listMatters, matterState, matterTitle} from './records'

function acts(matter: Matter): Act<Matter>[] {
  const procedure = procedureOf(matter.procedure)
  if (!procedure) return []
  return actsFor(matter).flatMap((act): Act<Matter>[] => {
    const bare = !act.items.length && !act.evidence.length && !act.decision && !act.reason
    const take: Act<Matter> = {
      operation: 'actOnMatter', label: act, starts: () => chainOf(procedure, act), form: bare ? undefined : () => actForm(procedure, act, matter),
      send: (row, body) => ask(api.POST('/api/v1/matters/{id}/acts', {...asSeen(row), body: {act: act.name, ...body} as Schemas['ActOnMatter']})),
    }
    return act.decision && act.decision.kind in decisionNames ? [enterDecision<Matter>('matter', act.decision.kind as DecisionKind), take] : [take]
  })
}

/** What was stated and attached when the matter was handed in; whoever hands it in anew is asked for the same again. */
function matterPlaces(matter: Matter): Place[] {
  const index = matter.done.map(({act}) => act).lastIndexOf(matter.review_act ?? '')
  const act = matter.done[index]
  if (!act) return []
  const label = (key: string): string => words(labelOf(matter.procedure, key))
  return (['items', 'evidence'] as const).flatMap((part) => Object.keys(act[part] ?? {}).map((key) => ({at: `/done/${index}/${part}/${token(key)}`, label: label(key), field: [part, key]})))
}

export default defineSubject<Matter>({
  kind: 'matter', name: {zh: '办件', en: 'Matter'}, states: {}, state: matterState, list: listMatters,
  get: async (id) => {
    const [row] = await Promise.all([ask(api.GET('/api/v1/matters/{id}', {params: {path: {id}}})), readProcedures()])
    return row
  },
  title: matterTitle,
  empty: {zh: '没有您可以查看的办件', en: 'There is no matter that you may see'},
  columns: [
    {key: 'about', title: () => words({zh: '针对的记录', en: 'About'}), value: (row) => (row.about ? (row.about.kind === 'organisation' ? nameOf(row.about.id) : titleOf(row.about.kind, row.about.id)) : '')},
    {key: 'org', title: () => words({zh: '发起单位', en: 'Opened by'}), value: (row) => nameOf(row.org), facet: true},
    {key: 'due', title: () => words({zh: '最近的期限', en: 'Next due'}), value: (row) => row.clocks.filter((clock) => !clock.fired).map((clock) => clock.due).sort()[0]},
  ],
  facts: (row) => [
    {label: {zh: '发起单位', en: 'Opened by'}, value: row.org, as: 'org'},
    {label: {zh: '发起人', en: 'Person'}, value: row.opened_by, as: 'person'},
    {label: {zh: '针对的记录', en: 'About'}, value: row.about?.kind === 'organisation' ? undefined : row.about?.id, as: 'record', kind: row.about?.kind},
    {label: {zh: '所涉单位', en: 'Organisation concerned'}, value: row.about_org ?? (row.about?.kind === 'organisation' ? row.about.id : undefined), as: 'org'},
    {label: {zh: '期间', en: 'Period'}, value: row.period},
    {label: {zh: '进入当前状态', en: 'In this state since'}, value: row.since, as: 'time'},
    {label: {zh: '告知的单位', en: 'Told'}, value: row.told, as: 'org'},
    {label: {zh: '发出的停止令', en: 'Stops ordered'}, value: row.stops, as: 'record', kind: 'stop'},
    {label: {zh: '备注', en: 'Notes'}, value: row.notes},
  ],
  places: matterPlaces,
  extra: MatterPanel,
  review: {operation: 'reviewMatter', of: (row) => row.review, send: (row, body) => ask(api.POST('/api/v1/matters/{id}/review', {...asSeen(row), body}))},
  acts,
})
