import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import {defineRecords, type Row} from '../../area'
import {recordTo} from '../../record/subject'

export const scenarioStates = defineStates<Schemas['Scenario']['status']>({
  draft: {name: {zh: '草稿', en: 'Draft'}, tone: 'quiet'},
  submitted: {name: {zh: '审核中', en: 'Under review'}, tone: 'active'},
  approved: {name: {zh: '已通过', en: 'Approved'}, tone: 'good'},
  returned: {name: {zh: '已退回', en: 'Sent back'}, tone: 'warn'},
  refused: {name: {zh: '不予通过', en: 'Refused'}, tone: 'bad'},
  ended: {name: {zh: '已终止', en: 'Ended'}, tone: 'quiet'},
})
export const purposeNames: Record<Schemas['DraftScenario']['purpose'], Words> = {
  public_interest: {zh: '公共治理、公益事业', en: 'Public governance and welfare'}, industry: {zh: '产业发展、行业发展', en: 'Industry'},
}

export const listScenarios = (status?: string) => listAll((after) => api.GET('/api/v1/scenarios', {params: {query: {limit: 500, after, status}}}))

const rows = async (status?: string): Promise<Row[]> => (await listScenarios(status)).map((row) => ({id: row.id, status: row.status, author: row.author, title: row.content.title, text: row.content.demand.map((one) => one.table).join(' ')}))

export default defineRecords({
  kind: 'scenario', name: {zh: '应用场景', en: 'Scenario'}, states: scenarioStates, to: recordTo('scenario'),
  list: () => rows(), returned: () => rows('returned'),
})
