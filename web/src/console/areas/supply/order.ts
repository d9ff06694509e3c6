import {api, ask, asSeen, type Schemas} from '@/api/client'
import {saveAs, safeFileName} from '@/blocks/exportTable'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {recordOptions} from '../../record/options'
import {defineSubject} from '../../record/subject'
import {listOrders, orderStates} from './records'
import SuppliedColumns from './SuppliedColumns.vue'

type Order = Schemas['MaskingOrder']

/** The signed order as the source reads it. */
async function download(row: Order): Promise<void> {
  const {document, signature, node_public_key} = await ask(api.GET('/api/v1/masking-orders/{id}', {params: {path: {id: row.id}}}))
  saveAs(new Blob([JSON.stringify({document, signature, node_public_key})], {type: 'application/json'}), safeFileName(row.id, 'json'))
}

export default defineSubject<Order>({
  kind: 'masking_order', name: {zh: '脱敏指令', en: 'Masking order'}, states: orderStates, list: listOrders,
  get: (id) => ask(api.GET('/api/v1/masking-orders/{id}', {params: {path: {id}}})),
  title: (row) => `${titleOf('catalog_entry', row.resource)} → ${titleOf('scenario', row.scenario)}`,
  empty: {zh: '没有您可以查看的脱敏指令', en: 'There is no masking order that you may see'},
  columns: [
    {key: 'provider', title: () => words({zh: '提供单位', en: 'Provider'}), value: (row) => nameOf(row.provider), facet: true},
    {key: 'columns', title: () => words({zh: '列数', en: 'Columns'}), value: (row) => row.columns.length, numeric: true},
  ],
  facts: (row) => [
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '数据资源', en: 'Resource'}, value: row.resource, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '提供单位', en: 'Provider'}, value: row.provider, as: 'org'},
    {label: {zh: '下达单位', en: 'Issued by'}, value: row.agency, as: 'org'},
    {label: {zh: '下达人', en: 'Person'}, value: row.issued_by, as: 'person'},
    {label: {zh: '数源侧公钥', en: 'Source key'}, value: row.source_key, as: 'record', kind: 'source_key'},
    {label: {zh: '受保护主体', en: 'Protected population'}, value: row.population, as: 'label'},
    {label: {zh: '同意所在列', en: 'Consent column'}, value: row.consent_column, as: 'code'},
    {label: {zh: '脱敏规则版本', en: 'Masking rules'}, value: row.rule_version, as: 'code'},
    {label: {zh: '指令摘要（SM3）', en: 'Digest (SM3)'}, value: row.digest, as: 'code'},
    {label: {zh: '撤回理由', en: 'Why withdrawn'}, value: row.reason},
  ],
  extra: SuppliedColumns,
  acts: [
    {operation: 'getMaskingOrder', label: {zh: '下载签名指令', en: 'Download the signed order'}, text: {zh: '交数源侧执行；数源侧以本节点公钥核验签名。', en: 'For the source, which checks the signature with the key of this node.'}, send: download},
    {operation: 'withdrawMaskingOrder', label: {zh: '撤回指令', en: 'Withdraw'}, when: (row) => row.status === 'issued', reason: true, danger: true, send: (row, body) => ask(api.POST('/api/v1/masking-orders/{id}/withdraw', {...asSeen(row), body: body as {reason: string}}))},
  ],
  create: {
    operation: 'issueMaskingOrder', label: {zh: '下达脱敏指令', en: 'Issue an order'},
    form: () => ({id: 'masking_order', schema: 'IssueMaskingOrder', pages: [{key: 'order', title: {zh: '脱敏指令', en: 'Masking order'}, fields: [
      {key: 'scenario', label: {zh: '应用场景', en: 'Scenario'}, kind: 'choice', options: () => recordOptions('scenario', ['approved'])},
      {key: 'resource', label: {zh: '数据资源', en: 'Resource'}, kind: 'choice', options: () => recordOptions('catalog_entry', ['approved'])},
      {key: 'source_key', label: {zh: '数源侧公钥', en: 'Source key'}, kind: 'choice', options: () => recordOptions('source_key', ['active']), help: {zh: '不选时取提供单位最新的有效公钥。', en: "The provider's newest active key when left out."}},
      {key: 'reference_date', label: {zh: '年龄分段参照日', en: 'Reference day of age bands'}, kind: 'date', help: {zh: '不填为当日。', en: 'Today when left out.'}},
      {key: 'consent_column', label: {zh: '记载同意的信息项', en: 'Column of consent'}, kind: 'text', help: {zh: '未同意的行不出数源侧。', en: 'Rows without consent stay at the source.'}},
      {key: 'consent_scenarios', label: {zh: '同意所针对场景的信息项', en: 'Column of the scenarios consented to'}, kind: 'text'},
      {key: 'sensitive', label: {zh: '敏感列（每行一列）', en: 'Sensitive columns, one a line'}, kind: 'words', help: {zh: '计入 l-多样性和 t-接近度，不改变脱敏。', en: 'Their l-diversity and t-closeness are measured; masking stays as it is.'}},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/masking-orders', {body: body as Schemas['IssueMaskingOrder']})),
  },
})
