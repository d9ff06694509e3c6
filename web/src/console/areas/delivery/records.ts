import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {words} from '@/i18n'
import {defineRecords, type Row} from '../../area'
import {nameOf, titleOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export type Subscription = Schemas['Subscription']

export const developerStates = defineStates<Schemas['Developer']['status']>({
  selected: {name: {zh: '已选择，待评估', en: 'Selected'}, tone: 'quiet'},
  assessed: {name: {zh: '已评估，审核中', en: 'Under review'}, tone: 'active'},
  approved: {name: {zh: '审核通过', en: 'Approved'}, tone: 'good'},
  returned: {name: {zh: '已退回', en: 'Sent back'}, tone: 'warn'},
  refused: {name: {zh: '不予通过', en: 'Refused'}, tone: 'bad'},
})
export const contractKinds = {application_agreement: {zh: '应用协议', en: 'Application agreement'}, confidentiality_agreement: {zh: '安全保密协议', en: 'Confidentiality agreement'}}
export const contractStates = defineStates<Schemas['ApplicationAgreement']['status']>({
  draft: {name: {zh: '草案', en: 'Draft'}, tone: 'quiet'}, in_force: {name: {zh: '生效', en: 'In force'}, tone: 'good'}, ended: {name: {zh: '已终止', en: 'Ended'}, tone: 'quiet'},
})
export const keyStates = defineStates<Schemas['ApplicationKey']['status']>({active: {name: {zh: '有效', en: 'Active'}, tone: 'good'}, revoked: {name: {zh: '已吊销', en: 'Revoked'}, tone: 'bad'}})
export const subscriptionStates = defineStates<Subscription['status']>({active: {name: {zh: '有效', en: 'Active'}, tone: 'good'}, ended: {name: {zh: '已终止', en: 'Ended'}, tone: 'quiet'}})
export const consentStates = defineStates<Schemas['Consent']['status']>({given: {name: {zh: '有效', en: 'Given'}, tone: 'good'}, withdrawn: {name: {zh: '已撤回', en: 'Withdrawn'}, tone: 'quiet'}})

export const listDevelopers = (status?: string) => listAll((after) => api.GET('/api/v1/developers', {params: {query: {limit: 500, after, status}}}))
export const listContracts = () => listAll((after) => api.GET('/api/v1/application-agreements', {params: {query: {limit: 500, after}}}))
export const listApplicationKeys = () => listAll((after) => api.GET('/api/v1/application-keys', {params: {query: {limit: 500, after}}}))
export const listSubscriptions = () => listAll((after) => api.GET('/api/v1/subscriptions', {params: {query: {limit: 500, after}}}))
export const listConsents = () => listAll((after) => api.GET('/api/v1/consents', {params: {query: {limit: 500, after}}}))

const rows = async (status?: string): Promise<Row[]> => (await listDevelopers(status)).map((row) => ({id: row.id, status: row.status, author: row.author, title: nameOf(row.org), text: row.scenario}))

export default defineRecords(
  {
    kind: 'developer', name: {zh: '应用单位', en: 'Application developer'}, states: developerStates, to: recordTo('developer'), steps: {assess: {zh: '逐项评估', en: 'Assess'}},
    list: () => rows(), returned: () => rows('returned'),
  },
  {
    kind: 'application_agreement', name: {zh: '应用协议', en: 'Application agreement'}, states: contractStates, to: recordTo('application_agreement'), steps: {sign: {zh: '签署', en: 'Sign'}},
    list: async () => (await listContracts()).map((row) => ({id: row.id, status: row.status, author: row.author, title: `${words(contractKinds[row.content.kind ?? 'application_agreement'])} ${nameOf(row.developer_org)} ${row.content.starts}—${row.content.ends}`})),
  },
  {kind: 'application_key', name: {zh: '应用密钥', en: 'Application key'}, states: keyStates, to: () => ({name: 'application_keys'}), list: async () => (await listApplicationKeys()).map((row) => ({id: row.id, status: row.status, author: row.issued_by, title: row.label}))},
  {kind: 'subscription', name: {zh: '订阅', en: 'Subscription'}, states: subscriptionStates, to: recordTo('subscription'), list: async () => (await listSubscriptions()).map((row) => ({id: row.id, status: row.status, title: `${titleOf('product', row.content.product)} · ${row.content.purpose}`}))},
  {kind: 'consent', name: {zh: '授权同意', en: 'Consent'}, states: consentStates, to: recordTo('consent'), list: async () => (await listConsents()).map((row) => ({id: row.id, status: row.status, author: row.recorded_by, title: `${titleOf('product', row.product)} · ${row.purpose}`}))},
)
