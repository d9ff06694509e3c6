import {api, ask, asSeen, type Schemas} from '@/api/client'
import {words} from '@/i18n'
import {nameOf} from '../../record/names'
import {defineSubject} from '../../record/subject'
import {keyStates, listKeys} from './records'

export default defineSubject<Schemas['SourceKey']>({
  kind: 'source_key', name: {zh: '数源侧公钥', en: 'Source key'}, states: keyStates, list: listKeys,
  get: (id) => ask(api.GET('/api/v1/source-keys/{id}', {params: {path: {id}}})),
  title: (row) => row.name,
  empty: {zh: '还没有登记数源侧公钥', en: 'No source key has been registered'},
  note: {zh: '数源侧以自有密钥签署批次清单，平台以此处登记的公钥核验；私钥不出数源侧。', en: 'A source signs its manifests with a key of its own; the platform checks them with the public key registered here.'},
  columns: [
    {key: 'org', title: () => words({zh: '单位', en: 'Organisation'}), value: (row) => nameOf(row.org), facet: true},
    {key: 'fingerprint', title: () => words({zh: '公钥指纹', en: 'Fingerprint'}), value: (row) => row.fingerprint},
  ],
  facts: (row) => [
    {label: {zh: '单位', en: 'Organisation'}, value: row.org, as: 'org'},
    {label: {zh: '登记人', en: 'Registered by'}, value: row.registered_by, as: 'person'},
    {label: {zh: '公钥指纹（SM3）', en: 'Fingerprint (SM3)'}, value: row.fingerprint, as: 'code'},
    {label: {zh: '公钥', en: 'Public key'}, value: row.public_key_pem, as: 'code'},
    {label: {zh: '撤销理由', en: 'Why revoked'}, value: row.reason},
  ],
  acts: [{operation: 'revokeSourceKey', label: {zh: '撤销公钥', en: 'Revoke'}, when: (row) => row.status === 'active', reason: true, danger: true, text: {zh: '撤销后，以此密钥签署的批次一律拒收。', en: 'Batches signed with this key are refused from then on.'}, send: (row, body) => ask(api.POST('/api/v1/source-keys/{id}/revoke', {...asSeen(row), body: body as {reason: string}}))}],
  create: {
    operation: 'registerSourceKey', label: {zh: '登记公钥', en: 'Register a key'},
    form: () => ({id: 'source_key', schema: 'RegisterSourceKey', pages: [{key: 'key', title: {zh: '数源侧公钥', en: 'Source key'}, fields: [
      {key: 'name', label: {zh: '数源侧名称', en: 'Name of the source'}, kind: 'text'},
      {key: 'public_key_pem', label: {zh: 'SM2 公钥（PEM）', en: 'SM2 public key (PEM)'}, kind: 'long', help: {zh: '由数源侧命令 gongshu source 生成后提供。', en: 'As gongshu source prints it at the source.'}},
    ]}]}),
    send: (body) => ask(api.POST('/api/v1/source-keys', {body: body as Schemas['RegisterSourceKey']})),
  },
})
