import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {defineRecords} from '../../area'

export type Organisation = Schemas['Organisation']
export type Person = Schemas['Person']

export const personStates = defineStates<Person['status']>({active: {name: {zh: '正常', en: 'Active'}, tone: 'good'}, disabled: {name: {zh: '已停用', en: 'Disabled'}, tone: 'bad'}})
export const keyStates = defineStates<Schemas['SourceKey']['status']>({active: {name: {zh: '有效', en: 'Active'}, tone: 'good'}, revoked: {name: {zh: '已吊销', en: 'Revoked'}, tone: 'bad'}})
export const organisationStates = defineStates<Organisation['status']>({active: {name: {zh: '正常', en: 'Active'}, tone: 'good'}})

export const listOrganisations = () => listAll((after) => api.GET('/api/v1/organisations', {params: {query: {limit: 500, after}}}))
export const listPeople = () => listAll((after) => api.GET('/api/v1/people', {params: {query: {limit: 500, after}}}))

export const levels: Record<Schemas['RegisterOrganisation']['level'], {zh: string; en: string}> = {province: {zh: '省级', en: 'Province'}, city: {zh: '市级', en: 'City'}, county: {zh: '县级', en: 'County'}}
export const partyTypes: Record<Schemas['RegisterOrganisation']['party_type'], {zh: string; en: string}> = {
  government_body: {zh: '机关单位', en: 'Government body'}, legal_person: {zh: '法人', en: 'Legal person'}, unincorporated: {zh: '非法人组织', en: 'Unincorporated body'},
  social_organisation: {zh: '社会组织', en: 'Social organisation'}, natural_person: {zh: '自然人', en: 'Natural person'},
}
export const duties: Record<NonNullable<Schemas['RegisterPerson']['duties']>[number], {zh: string; en: string}> = {
  staff: {zh: '工作人员', en: 'Staff'}, system_admin: {zh: '系统管理员', en: 'System administrator'}, security_admin: {zh: '安全管理员', en: 'Security administrator'}, audit_admin: {zh: '审计管理员', en: 'Audit administrator'},
}

export default defineRecords(
  {
    kind: 'organisation', name: {zh: '单位', en: 'Organisation'}, states: organisationStates, to: (id) => ({name: 'organisation', params: {id}}),
    list: async () => (await listOrganisations()).map(({id, name, status, credit_code}) => ({id, title: name, status, text: credit_code})),
  },
  {kind: 'person', name: {zh: '人员', en: 'Person'}, states: personStates},
)
