import {api, ask, type Schemas} from '@/api/client'
import {saveAs, safeFileName} from '@/blocks/exportTable'
import {words} from '@/i18n'
import {packName} from '../../record/pack'
import {nameOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import {documentStates, listDocuments} from './records'

type Document = Schemas['Document']

const endings: Record<string, string> = {'application/pdf': 'pdf', 'text/plain': 'txt', 'image/png': 'png', 'image/jpeg': 'jpg', 'application/xml': 'xml', 'application/ofd': 'ofd'}

async function download(document: Document): Promise<void> {
  const content = await ask(api.GET('/api/v1/documents/{id}/content', {params: {path: {id: document.id}}, parseAs: 'blob'})) as unknown as Blob
  saveAs(new Blob([content], {type: document.media_type}), safeFileName(document.title, endings[document.media_type] ?? 'bin'))
}

export default defineSubject<Document>({
  kind: 'document', name: {zh: '佐证材料', en: 'Document'}, states: documentStates, list: listDocuments,
  get: (id) => ask(api.GET('/api/v1/documents/{id}', {params: {path: {id}}})),
  title: (row) => row.title,
  empty: {zh: '没有您可以查看的材料', en: 'There is no document that you may see'},
  note: {zh: '材料在办理各事项时存证；存证后不可改动，内容以 SM3 摘要固定。', en: 'Documents are deposited while matters are dealt with; their content is fixed by its SM3 digest.'},
  columns: [
    {key: 'kind', title: () => words({zh: '种类', en: 'Kind'}), value: (row) => words(packName(row.kind)), facet: true},
    {key: 'issuer', title: () => words({zh: '出具单位', en: 'Issuer'}), value: (row) => row.issuer},
    {key: 'number', title: () => words({zh: '文号', en: 'Number'}), value: (row) => row.number},
    {key: 'org', title: () => words({zh: '存证单位', en: 'Deposited by'}), value: (row) => nameOf(row.org), facet: true},
  ],
  facts: (row) => [
    {label: {zh: '种类', en: 'Kind'}, value: row.kind, as: 'label'},
    {label: {zh: '出具单位', en: 'Issuer'}, value: row.issuer},
    {label: {zh: '文号', en: 'Number'}, value: row.number},
    {label: {zh: '出具日期', en: 'Issued'}, value: row.issued, as: 'date'},
    {label: {zh: '有效期至', en: 'Valid until'}, value: row.valid_until, as: 'date'},
    {label: {zh: '存证单位', en: 'Organisation'}, value: row.org, as: 'org'},
    {label: {zh: '存证人', en: 'Deposited by'}, value: row.deposited_by, as: 'person'},
    {label: {zh: '文件类型', en: 'Media type'}, value: row.media_type, as: 'code'},
    {label: {zh: '字节数', en: 'Bytes'}, value: row.bytes},
    {label: {zh: 'SM3 摘要', en: 'SM3 digest'}, value: row.digest, as: 'code'},
  ],
  acts: [{operation: 'getDocumentContent', label: {zh: '下载原文', en: 'Download'}, text: {zh: '下载存证的原文。', en: 'Download the document as it was deposited.'}, send: (row) => download(row)}],
})
