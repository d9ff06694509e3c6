import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {defineRecords} from '../../area'
import {may} from '../../session'

export type Stop = Schemas['Stop']

export const stopStates = defineStates<Stop['status']>({
  active: {name: {zh: '停止中', en: 'Stopped'}, tone: 'bad'},
  lifted: {name: {zh: '已解除', en: 'Lifted'}, tone: 'good'},
})

export const scopeKinds: Record<Schemas['StopScope']['scope_kind'], {zh: string; en: string}> = {
  resource: {zh: '数据资源', en: 'Resource'}, scenario: {zh: '应用场景', en: 'Scenario'}, product: {zh: '产品', en: 'Product'},
  developer: {zh: '应用主体', en: 'Developer'}, operator: {zh: '运营主体', en: 'Operator'}, node: {zh: '整个节点', en: 'The whole node'},
}

/** An operator stops what is its own, whoever else may, anything. */
export const mayStop = (): boolean => may('stopScope')

/** The kind of record that a scope names. */
export const scopeRecords: Record<string, string> = {resource: 'catalog_entry', scenario: 'scenario', product: 'product', developer: 'organisation', operator: 'organisation'}

export const listStops = () => listAll((after) => api.GET('/api/v1/stops', {params: {query: {limit: 500, after}}}))

export default defineRecords({
  kind: 'stop', name: {zh: '停止令', en: 'Stop'}, states: stopStates, to: (id) => ({name: 'stop', params: {id}}),
  list: async () => (await listStops()).map(({id, status, reason, scope_kind, scope_id, ordered_by}) => ({id, status, author: ordered_by, title: reason, text: `${scope_kind} ${scope_id}`})),
})
