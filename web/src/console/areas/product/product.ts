import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec, Values} from '@/form/spec'
import {yuan} from '@/format/money'
import {words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {nameOf} from '../../record/names'
import {recordOptions, sent} from '../../record/options'
import {packName} from '../../record/pack'
import type {Place} from '../../record/places'
import {defineSubject} from '../../record/subject'
import {purposeNames} from '../scenario/records'
import ProductPanel from './ProductPanel.vue'
import {listProducts, productKinds, productStates, type Product} from './records'

type Draft = Schemas['DraftProduct']
const isPackage = (values: Values): boolean => values.kind === 'package'
const asks = (values: Values): boolean => values.kind === 'api' || values.kind === 'verification'

export const draftForm: FormSpec = {id: 'product', schema: 'DraftProduct', pages: [{key: 'product', title: {zh: '产品候选', en: 'Candidate'}, fields: [
  {key: 'scenario', label: {zh: '应用场景', en: 'Scenario'}, kind: 'choice', options: () => recordOptions('scenario', ['approved'])},
  {key: 'title', label: {zh: '产品名称', en: 'Title'}, kind: 'text'},
  {key: 'kind', label: {zh: '产品形态', en: 'Kind'}, kind: 'choice', names: productKinds, help: {zh: '选定后填写“产品来源”页。', en: 'The page “Made of” follows from it.'}},
  {key: 'summary', label: {zh: '产品说明', en: 'Summary'}, kind: 'long'},
]}, {key: 'job', title: {zh: '产品来源', en: 'Made of'}, when: isPackage, fields: [
  {key: 'definition', label: {zh: '产品来源', en: 'Made of'}, kind: 'group', fields: [
    {key: 'job', label: {zh: '来源作业', en: 'Job'}, kind: 'choice', required: true, options: () => recordOptions('job', ['done'])},
  ]},
]}, {key: 'query', title: {zh: '产品来源', en: 'Made of'}, when: asks, fields: [
  {key: 'definition', label: {zh: '产品来源', en: 'Made of'}, kind: 'group', fields: [
    {key: 'resource', label: {zh: '所用目录条目', en: 'Catalog entry'}, kind: 'choice', required: true, options: () => recordOptions('catalog_entry', ['approved'])},
    {key: 'key_column', label: {zh: '查询键', en: 'Key column'}, kind: 'text', required: true},
    {key: 'columns', label: {zh: '答复或核验的信息项（每行一个）', en: 'Columns answered or verified, one a line'}, kind: 'words', required: true},
  ]},
]}]}
const registerForm: FormSpec = {id: 'register_product', schema: 'RegisterProduct', pages: [{key: 'registration', title: {zh: '记录产品登记', en: 'Record the registration'}, fields: [
  {key: 'number', label: {zh: '登记编号', en: 'Number'}, kind: 'text'}, {key: 'registered_on', label: {zh: '登记日期', en: 'Date'}, kind: 'date'}, {key: 'document', label: {zh: '登记证明材料', en: 'Document'}, kind: 'document', documentKind: 'product_registration'},
]}]}
const priceForm: FormSpec = {id: 'price', schema: 'PriceProduct', pages: [{key: 'price', title: {zh: '定价', en: 'Price'}, fields: [
  {key: 'charged', label: {zh: '是否收费', en: 'Charged'}, kind: 'choice', options: () => [{value: true, label: words({zh: '收费', en: 'Charged'})}, {value: false, label: words({zh: '无偿', en: 'Free of charge'})}]},
  {key: 'fen', label: {zh: '单价（每次或每份）', en: 'Price, a call or a package'}, kind: 'money', when: (values) => values.charged === true, required: true},
  {key: 'basis', label: {zh: '定价依据', en: 'Basis'}, kind: 'text'},
  {key: 'document', label: {zh: '定价文件', en: 'Document'}, kind: 'document', documentKind: 'price_document'},
]}]}
const filingForm = (row: Product): FormSpec => ({id: 'file_product', schema: 'FileProduct', pages: [{key: 'filing', title: {zh: '审查结果备案', en: 'File the result'}, fields: [
  {key: 'recipient', label: {zh: '备案单位', en: 'Recipient'}, kind: 'choice', options: () => (row.filings ?? []).filter((one) => !one.number).map(({recipient}) => ({value: recipient, label: words(packName(recipient))}))},
  {key: 'number', label: {zh: '备案编号', en: 'Number'}, kind: 'text'}, {key: 'filed_on', label: {zh: '备案日期', en: 'Date'}, kind: 'date'},
]}]})

export const priceText = (row: Product): string => {
  if (!row.price) return words({zh: '未定价', en: 'Not priced'})
  if (!row.price.charged) return words({zh: '无偿', en: 'Free of charge'})
  return `${yuan(row.price.fen)} ${words(row.content.kind === 'package' ? {zh: '元/份', en: 'yuan a package'} : {zh: '元/次', en: 'yuan a call'})}`
}

/** What a reviewer may note one by one: each check of the machine, the columns that leave, title, summary and source. */
export function productPlaces(row: Product): Place[] {
  const {definition} = row.content
  const named: [string, Words][] = [['/content/title', {zh: '产品名称', en: 'Title'}], ['/content/summary', {zh: '产品说明', en: 'Summary'}], ['/content/definition', {zh: '产品来源', en: 'Made of'}]]
  return [
    ...named.map(([at, name]) => ({at, label: words(name)})),
    ...(definition.columns ?? []).map((column, index) => ({at: `/content/definition/columns/${index}`, label: `${words({zh: '信息项', en: 'Column'})} ${column}`})),
    ...(row.report?.items ?? []).map((check, index) => ({at: `/report/items/${index}`, label: `${words({zh: '机器检查', en: 'Check'})}：${words(packName(check.item))}`})),
  ]
}

export default defineSubject<Product>({
  kind: 'product', name: {zh: '数据产品', en: 'Product'}, states: productStates, list: listProducts,
  get: (id) => ask(api.GET('/api/v1/products/{id}', {params: {path: {id}}})),
  title: (row) => row.content.title,
  empty: {zh: '还没有您可以查看的产品', en: 'There is no product that you may see'},
  columns: [
    {key: 'kind', title: () => words({zh: '形态', en: 'Kind'}), value: (row) => words(productKinds[row.content.kind]), facet: true},
    {key: 'summary', title: () => words({zh: '说明', en: 'Summary'}), value: (row) => row.content.summary},
    {key: 'operator', title: () => words({zh: '运营主体', en: 'Operator'}), value: (row) => nameOf(row.operator_org), facet: true},
    {key: 'price', title: () => words({zh: '价格', en: 'Price'}), value: priceText},
    {key: 'purpose', title: () => words({zh: '用途类别', en: 'Purpose'}), value: (row) => words(purposeNames[row.purpose]), facet: true},
  ],
  facts: (row) => [
    {label: {zh: '形态', en: 'Kind'}, value: words(productKinds[row.content.kind])},
    {label: {zh: '说明', en: 'Summary'}, value: row.content.summary, as: 'long'},
    {label: {zh: '运营主体', en: 'Operator'}, value: row.operator_org, as: 'org'},
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.content.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '用途类别', en: 'Purpose'}, value: words(purposeNames[row.purpose])},
    {label: {zh: '每次使用须有授权同意', en: 'Consent at each use'}, value: row.personal, as: 'yes'},
    {label: {zh: '来源作业', en: 'Job'}, value: row.content.definition.job, as: 'record', kind: 'job'},
    {label: {zh: '数据资源', en: 'Resource'}, value: row.content.definition.resource, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '查询键', en: 'Key'}, value: row.content.definition.key_column, as: 'code'},
    {label: {zh: '答复的信息项', en: 'Columns'}, value: row.content.definition.columns, as: 'code'},
    {label: {zh: '价格', en: 'Price'}, value: priceText(row)},
    {label: {zh: '定价依据', en: 'Basis of the price'}, value: row.price?.basis},
    {label: {zh: '定价文件', en: 'Price document'}, value: row.price?.document, as: 'document'},
    {label: {zh: '登记编号', en: 'Registration'}, value: row.registration?.number},
    {label: {zh: '登记日期', en: 'Registered on'}, value: row.registration?.registered_on, as: 'date'},
    {label: {zh: '上架时间', en: 'Listed'}, value: row.listed_at, as: 'time'},
    {label: {zh: '发布版本', en: 'Release'}, value: row.release && `${row.release.rows} ${words({zh: '行', en: 'rows'})} · SM3 ${row.release.digest}`, as: 'code'},
    {label: {zh: '下架原因', en: 'Why recalled'}, value: row.recall_reason},
    {label: {zh: '备案', en: 'Filings'}, value: row.filings?.map((one) => `${words(packName(one.recipient))}：${one.number ?? words({zh: '待备案', en: 'to be filed'})} ${one.filed_on ?? one.due ?? ''}`)},
  ],
  content: (row) => row.content,
  places: productPlaces,
  extra: ProductPanel,
  review: {operation: 'reviewProduct', of: (row) => row.review, send: (row, body) => ask(api.POST('/api/v1/products/{id}/opinions', {...asSeen(row), body}))},
  acts: [
    {operation: 'checkProduct', label: {zh: '机器合规检查', en: 'Check by machine'}, when: (row) => ['draft', 'returned', 'checked'].includes(row.status), send: (row) => ask(api.POST('/api/v1/products/{id}/check', asSeen(row)))},
    {operation: 'submitProduct', label: {zh: '提交审核', en: 'Submit for review'}, when: (row) => row.status === 'checked', starts: 'product.review', send: (row) => ask(api.POST('/api/v1/products/{id}/submit', asSeen(row)))},
    {operation: 'reviseProduct', label: {zh: '修改', en: 'Revise'}, when: (row) => ['draft', 'returned', 'checked'].includes(row.status), form: () => draftForm, initial: (row) => structuredClone(row.content) as unknown as Values, send: (row, body) => ask(api.PUT('/api/v1/products/{id}', {...asSeen(row), body: body as unknown as Draft}))},
    {operation: 'registerProduct', label: {zh: '记录产品登记', en: 'Record the registration'}, when: (row) => row.status === 'approved' && !row.registration, form: () => registerForm, send: (row, body) => ask(api.POST('/api/v1/products/{id}/registration', {...asSeen(row), body: body as Schemas['RegisterProduct']}))},
    {operation: 'recordProductFiling', label: {zh: '记录备案', en: 'Record a filing'}, when: (row) => Boolean(row.filings?.some((one) => !one.number)), form: filingForm, send: (row, body) => ask(api.POST('/api/v1/products/{id}/filings', {...asSeen(row), body: body as Schemas['FileProduct']}))},
    {operation: 'priceProduct', label: {zh: '定价', en: 'Set the price'}, when: (row) => row.status === 'approved' || row.status === 'listed', form: () => priceForm, initial: (row) => ({...row.price}), send: (row, body) => ask(api.POST('/api/v1/products/{id}/price', {...asSeen(row), body: sent<Schemas['PriceProduct']>(body)}))},
    {operation: 'listProduct', label: {zh: '上架', en: 'List'}, when: (row) => row.status === 'approved', text: {zh: '上架即封存发布版本。', en: 'Listing seals the release.'}, send: (row) => ask(api.POST('/api/v1/products/{id}/listing', asSeen(row)))},
    {operation: 'recallProduct', label: {zh: '下架', en: 'Recall'}, when: (row) => row.status === 'listed', reason: true, danger: true, text: {zh: '下架立即生效，订阅方不能再调用。', en: 'It takes effect at once; subscribers cannot call it any more.'}, send: (row, body) => ask(api.POST('/api/v1/products/{id}/recall', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {operation: 'draftProduct', label: {zh: '编写产品候选', en: 'Draft a candidate'}, form: () => draftForm, send: (body) => ask(api.POST('/api/v1/products', {body: body as unknown as Draft}))},
})
