import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {Field, FormSpec} from '@/form/spec'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {nameOf, titleOf} from '../../record/names'
import {decisionOptions, recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import {itemsAt, packName, readPack} from '../../record/pack'
import {kindNames, listRegistrations, registrationStates, registrationTitle} from './records'

type Registration = Schemas['Registration']
const one = (id: string, title: Words, schema: string, fields: Field[]): FormSpec => ({id, schema, pages: [{key: id, title, fields}]})
const verdict = (yes: Words, no: Words) => () => [{value: true, label: words(yes)}, {value: false, label: words(no)}]
const open = (row: Registration): number[] => row.objections.flatMap((objection, index) => (objection.status === 'open' ? [index] : []))

const applyForm = (entry?: string): FormSpec => one('registration', {zh: '申请资源登记', en: 'Apply for registration'}, 'ApplyRegistration', [
  {key: 'entry', label: {zh: '目录条目', en: 'Catalog entry'}, kind: 'choice', options: () => recordOptions('catalog_entry', ['approved']), initial: entry},
  {key: 'kind', label: {zh: '登记类型', en: 'Kind'}, kind: 'choice', names: kindNames},
  {key: 'of', label: {zh: '原登记', en: 'Registration concerned'}, kind: 'choice', when: (values) => Boolean(values.kind) && values.kind !== 'initial', required: true, options: () => recordOptions('registration')},
  {key: 'state_asset', label: {zh: '国有资产管理规定落实情况', en: 'State-asset duties'}, kind: 'choice', options: async () => (await recordOptions('catalog_entry', ['approved'])).reduce(async (all, option) => [...await all, ...(await decisionOptions(`catalog_entry/${option.value}`, 'state_asset_duty')).map((found) => ({...found, label: `${option.label} ${found.label}`}))], Promise.resolve([] as {value: string | number | boolean; label: string}[])), help: {zh: '选择已确认的平台外决定；在“平台外决定”录入。', en: 'A confirmed decision; enter it under decisions taken outside.'}},
  {key: 'materials', label: {zh: '申请材料', en: 'Documents'}, kind: 'group', fields: [{key: 'lawful_source', label: {zh: '来源合法性材料', en: 'Lawful source'}, kind: 'document', documentKind: 'lawful_source'}]},
])

async function revokeForm(): Promise<FormSpec> {
  const grounds = itemsAt(await readPack(), 'registration.revocation', 'grounds')
  return one('revoke_registration', {zh: '撤销登记', en: 'Revoke'}, 'RevokeRegistration', [
    grounds.length ? {key: 'ground', label: {zh: '撤销情形', en: 'Ground'}, kind: 'choice', options: () => grounds.map((item) => ({value: item.key, label: `${words(item.name)}（${item.article}）`}))} : {key: 'ground', label: {zh: '撤销情形', en: 'Ground'}, kind: 'text'},
    {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'},
    {key: 'document', label: {zh: '佐证材料', en: 'Document'}, kind: 'document', documentKind: 'revocation_evidence'},
  ])
}

const acceptForm = one('accept', {zh: '受理', en: 'Acceptance'}, 'DecideAcceptance', [
  {key: 'accept', label: {zh: '结论', en: 'Outcome'}, kind: 'choice', options: verdict({zh: '受理', en: 'Accept'}, {zh: '不予受理', en: 'Do not accept'})},
  {key: 'reason', label: {zh: '不予受理的理由', en: 'Why not'}, kind: 'long', when: (values) => values.accept === false, required: true},
])
const reviewForm = one('formal_review', {zh: '形式审核', en: 'Formal review'}, 'DecideFormalReview', [
  {key: 'pass', label: {zh: '结论', en: 'Outcome'}, kind: 'choice', options: verdict({zh: '通过', en: 'Pass'}, {zh: '不通过', en: 'Fail'})},
  {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long', when: (values) => values.pass === false, required: true},
  {key: 'basis', label: {zh: '依据', en: 'Basis'}, kind: 'text', when: (values) => values.pass === false, required: true},
])
const objectForm = one('objection', {zh: '实名提出异议', en: 'Object'}, 'RaiseObjection', [
  {key: 'grounds', label: {zh: '异议理由', en: 'Grounds'}, kind: 'long'},
  {key: 'evidence', label: {zh: '佐证材料', en: 'Document'}, kind: 'document', documentKind: 'objection_evidence'},
])
const resolveForm = (row: Registration): FormSpec => one('resolve', {zh: '处理异议', en: 'Resolve an objection'}, 'ResolveObjection', [
  {key: 'index', label: {zh: '异议', en: 'Objection'}, kind: 'choice', options: () => open(row).map((index) => ({value: index, label: `${index + 1}. ${row.objections[index]!.grounds}`}))},
  {key: 'upheld', label: {zh: '结论', en: 'Outcome'}, kind: 'choice', options: verdict({zh: '异议成立', en: 'Upheld'}, {zh: '异议不成立', en: 'Dismissed'})},
  {key: 'reason', label: {zh: '理由', en: 'Reason'}, kind: 'long'},
])
const objectionStates: Record<string, Words> = {open: {zh: '待处理', en: 'open'}, upheld: {zh: '成立', en: 'upheld'}, dismissed: {zh: '不成立', en: 'dismissed'}}

export default defineSubject<Registration>({
  kind: 'registration', name: {zh: '资源登记', en: 'Registration'}, states: registrationStates, list: listRegistrations,
  get: (id) => ask(api.GET('/api/v1/registrations/{id}', {params: {path: {id}}})),
  title: registrationTitle,
  empty: {zh: '没有您可以查看的登记', en: 'There is no registration that you may see'},
  columns: [
    {key: 'registrant', title: () => words({zh: '登记主体', en: 'Registrant'}), value: (row) => nameOf(row.registrant), facet: true},
    {key: 'code', title: () => words({zh: '登记码', en: 'Code'}), value: (row) => row.code},
    {key: 'due', title: () => words({zh: '本环节期限', en: 'Due'}), value: (row) => row.due},
    {key: 'valid', title: () => words({zh: '有效期至', en: 'Valid until'}), value: (row) => row.valid_until},
  ],
  facts: (row) => [
    {label: {zh: '目录条目', en: 'Catalog entry'}, value: row.entry, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '登记主体', en: 'Registrant'}, value: row.registrant, as: 'org'},
    {label: {zh: '登记码', en: 'Code'}, value: row.code, as: 'code'},
    {label: {zh: '有效期至', en: 'Valid until'}, value: row.valid_until, as: 'date'},
    {label: {zh: '本环节期限', en: 'Due'}, value: row.due, as: 'date'},
    {label: {zh: '公示至', en: 'Notice until'}, value: row.notice_until, as: 'date'},
    {label: {zh: '国有资产管理规定', en: 'State-asset duties'}, value: row.state_asset, as: 'decision'},
    {label: {zh: '审核人', en: 'Reviewer'}, value: row.reviewer, as: 'person'},
    {label: {zh: '理由', en: 'Reason'}, value: row.reason, as: 'long'},
    {label: {zh: '撤销情形', en: 'Ground'}, value: row.ground && words(packName(row.ground))},
    {label: {zh: '原登记', en: 'Concerns'}, value: row.of, as: 'record', kind: 'registration'},
    {label: {zh: '后续登记', en: 'Followed by'}, value: row.followed_by, as: 'record', kind: 'registration'},
    {label: {zh: '异议', en: 'Objections'}, value: row.objections.map((one) => `${nameOf(one.person)}：${one.grounds}（${words(objectionStates[one.status])}${one.reason ? `，${one.reason}` : ''}）`)},
    {label: {zh: '申请材料', en: 'Documents'}, value: Object.entries(row.materials).map(([kind, id]) => `${words(packName(kind))}：${titleOf('document', id)}`)},
  ],
  acts: [
    {operation: 'acceptRegistration', label: {zh: '受理或不予受理', en: 'Accept or not'}, when: (row) => row.status === 'applied', form: () => acceptForm, send: (row, body) => ask(api.POST('/api/v1/registrations/{id}/acceptance', {...asSeen(row), body: body as Schemas['DecideAcceptance']}))},
    {operation: 'reviewRegistration', label: {zh: '形式审核', en: 'Formal review'}, when: (row) => row.status === 'accepted', form: () => reviewForm, send: (row, body) => ask(api.POST('/api/v1/registrations/{id}/formal-review', {...asSeen(row), body: body as Schemas['DecideFormalReview']}))},
    {operation: 'publishRegistrationNotice', label: {zh: '公示', en: 'Publish the notice'}, when: (row) => row.status === 'reviewed', send: (row) => ask(api.POST('/api/v1/registrations/{id}/notice', asSeen(row)))},
    {operation: 'raiseRegistrationObjection', label: {zh: '实名提出异议', en: 'Object'}, when: (row) => row.status === 'noticed', form: () => objectForm, send: (row, body) => ask(api.POST('/api/v1/registrations/{id}/objections', {...asSeen(row), body: body as Schemas['RaiseObjection']}))},
    {operation: 'resolveRegistrationObjection', label: {zh: '处理异议', en: 'Resolve an objection'}, when: (row) => open(row).length > 0, form: resolveForm, send: (row, body) => ask(api.POST('/api/v1/registrations/{id}/objections/resolution', {...asSeen(row), body: body as Schemas['ResolveObjection']}))},
    {operation: 'completeRegistration', label: {zh: '赋码登记', en: 'Assign the code'}, when: (row) => row.status === 'noticed' || row.status === 'reviewed', text: {zh: '公示期满且无未处理的异议，方可赋码。', en: 'After the notice, with no objection open.'}, send: (row) => ask(api.POST('/api/v1/registrations/{id}/completion', asSeen(row)))},
    {operation: 'revokeRegistration', label: {zh: '撤销登记', en: 'Revoke'}, when: (row) => row.status === 'registered', danger: true, form: revokeForm, send: (row, body) => ask(api.POST('/api/v1/registrations/{id}/revocation', {...asSeen(row), body: body as Schemas['RevokeRegistration']}))},
  ],
  create: {operation: 'applyRegistration', label: {zh: '申请登记', en: 'Apply'}, form: () => applyForm(), send: (body) => ask(api.POST('/api/v1/registrations', {body: {materials: {}, ...body as Omit<Schemas['ApplyRegistration'], 'materials'>}}))},
})
