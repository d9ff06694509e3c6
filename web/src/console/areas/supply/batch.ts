import {api, ask, asSeen, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {nameOf, titleOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import BatchPanel from './BatchPanel.vue'
import {batchStates, listBatches} from './records'

type Batch = Schemas['Batch']

export default defineSubject<Batch>({
  kind: 'batch', name: {zh: '供给批次', en: 'Batch'}, states: batchStates, list: listBatches,
  get: (id) => ask(api.GET('/api/v1/batches/{id}', {params: {path: {id}}})),
  title: (row) => `${titleOf('catalog_entry', row.resource)} → ${titleOf('scenario', row.scenario)}`,
  empty: {zh: '没有您可以查看的批次', en: 'There is no batch that you may see'},
  note: {zh: '批次由数源侧（gongshu source push）脱敏、签名后推送，平台核验清单和内容。', en: 'The source masks, signs and sends a batch (gongshu source push); the platform checks manifest and content.'},
  columns: [
    {key: 'provider', title: () => words({zh: '提供单位', en: 'Provider'}), value: (row) => nameOf(row.provider), facet: true},
    {key: 'rows', title: () => words({zh: '行数', en: 'Rows'}), value: (row) => row.rows, numeric: true},
    {key: 'entities', title: () => words({zh: '涉及主体数', en: 'Entities'}), value: (row) => row.entities, numeric: true},
    {key: 'k', title: () => words({zh: '脱敏后 k', en: 'k after'}), value: (row) => row.risk?.k_after, numeric: true},
  ],
  facts: (row) => [
    {label: {zh: '应用场景', en: 'Scenario'}, value: row.scenario, as: 'record', kind: 'scenario'},
    {label: {zh: '数据资源', en: 'Resource'}, value: row.resource, as: 'record', kind: 'catalog_entry'},
    {label: {zh: '脱敏指令', en: 'Masking order'}, value: row.order, as: 'record', kind: 'masking_order'},
    {label: {zh: '提供单位', en: 'Provider'}, value: row.provider, as: 'org'},
    {label: {zh: '送达人', en: 'Announced by'}, value: row.announced_by, as: 'person'},
    {label: {zh: '行数', en: 'Rows'}, value: row.rows},
    {label: {zh: '涉及主体数', en: 'Entities'}, value: row.entities || undefined},
    {label: {zh: '分片数', en: 'Chunks'}, value: row.chunks},
    {label: {zh: '字节数', en: 'Bytes'}, value: row.bytes},
    {label: {zh: '尚缺的分片', en: 'Missing chunks'}, value: row.missing},
    {label: {zh: '数源侧批次号', en: "The source's name"}, value: row.source_batch, as: 'code'},
    {label: {zh: '清单摘要（SM3）', en: 'Manifest (SM3)'}, value: row.manifest_digest, as: 'code'},
    {label: {zh: '受保护主体', en: 'Protected population'}, value: row.population, as: 'label'},
    {label: {zh: '按同意过滤的列', en: 'Filtered by consent'}, value: row.consent?.column, as: 'code'},
    {label: {zh: '因无同意留在数源侧的行', en: 'Rows left at the source'}, value: row.consent?.rows_without},
    {label: {zh: '拒收原因', en: 'Refused for'}, value: row.fault, as: 'code'},
    {label: {zh: '疑似原始数据的列', en: 'Columns that look raw'}, value: row.findings.map((one) => `${one.column}（${one.kind}）`)},
  ],
  extra: BatchPanel,
  acts: [{operation: 'finishBatch', label: {zh: '完成推送，核验整批', en: 'Finish and check'}, when: (row) => row.status === 'announced' && !row.missing?.length, send: (row) => ask(api.POST('/api/v1/batches/{id}/finish', asSeen(row)))}],
})
