import {api, listAll, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {defineRecords} from '../../area'
import {titleOf} from '../../record/names'
import {recordTo} from '../../record/subject'

export const registrationStates = defineStates<Schemas['Registration']['status']>({
  applied: {name: {zh: '待受理', en: 'To be accepted'}, tone: 'active'},
  accepted: {name: {zh: '形式审核中', en: 'Formal review'}, tone: 'active'},
  not_accepted: {name: {zh: '不予受理', en: 'Not accepted'}, tone: 'bad'},
  reviewed: {name: {zh: '待公示', en: 'To be noticed'}, tone: 'active'},
  rejected: {name: {zh: '审核不通过', en: 'Rejected'}, tone: 'bad'},
  noticed: {name: {zh: '公示中', en: 'Public notice'}, tone: 'active'},
  registered: {name: {zh: '已登记', en: 'Registered'}, tone: 'good'},
  superseded: {name: {zh: '已被取代', en: 'Superseded'}, tone: 'quiet'},
  lapsed: {name: {zh: '已失效', en: 'Lapsed'}, tone: 'warn'},
  cancelled: {name: {zh: '已注销', en: 'Cancelled'}, tone: 'quiet'},
  revoked: {name: {zh: '已撤销', en: 'Revoked'}, tone: 'bad'},
  ended: {name: {zh: '已办结', en: 'Ended'}, tone: 'quiet'},
})

export const kindNames: Record<Schemas['ApplyRegistration']['kind'], Words> = {
  initial: {zh: '首次登记', en: 'Initial'}, change: {zh: '变更登记', en: 'Change'}, correction: {zh: '更正登记', en: 'Correction'},
  renewal: {zh: '续展登记', en: 'Renewal'}, cancellation: {zh: '注销登记', en: 'Cancellation'},
}

export const listRegistrations = () => listAll((after) => api.GET('/api/v1/registrations', {params: {query: {limit: 500, after}}}))

export const registrationTitle = (row: Schemas['Registration']): string => `${titleOf('catalog_entry', row.entry)} · ${words(kindNames[row.kind as keyof typeof kindNames])}`

export default defineRecords({
  kind: 'registration', name: {zh: '资源登记', en: 'Registration'}, states: registrationStates, to: recordTo('registration'),
  list: async () => (await listRegistrations()).map((row) => ({id: row.id, status: row.status, author: row.author, title: registrationTitle(row), text: row.code ?? ''})),
  steps: {
    accept: {zh: '受理', en: 'Accept'}, review: {zh: '形式审核', en: 'Formal review'}, notice: {zh: '公示', en: 'Publish the notice'},
    complete: {zh: '赋码登记', en: 'Assign the code'}, resolve: {zh: '处理异议', en: 'Resolve an objection'},
  },
})
