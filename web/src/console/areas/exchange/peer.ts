import {api, ask, asSeen, type Schemas} from '@/api/client'
import type {FormSpec, Option} from '@/form/spec'
import {formatTime} from '@/format/dates'
import {words} from '@/i18n'
import {nameOf, personName, readOrganisations, readPeople} from '../../record/names'
import {defineSubject} from '../../record/subject'
import {session} from '../../session'
import PeerPanel from './PeerPanel.vue'
import {listPeers, peerStates, type Peer} from './records'

async function peopleOptions(): Promise<Option[]> {
  const [people, organisations] = await Promise.all([readPeople(), readOrganisations()])
  const authorities = new Set(organisations.filter((org) => org.roles.includes('competent_authority')).map((org) => org.id))
  return people.filter((person) => person.status === 'active' && !authorities.has(person.org)).map((person) => ({value: person.id, label: `${personName(person)} · ${nameOf(person.org)}`}))
}

const form: FormSpec = {
  id: 'peer', schema: 'RegisterPeer', pages: [{key: 'peer', title: {zh: '相邻平台', en: 'Platform next door'}, fields: [
    {key: 'name', label: {zh: '平台名称', en: 'Name'}, kind: 'text'},
    {key: 'url', label: {zh: '推送地址', en: 'Address to push to'}, kind: 'text', help: {zh: '以 http:// 开头；不填，则由对方来取，或以文件交换。', en: 'Begins with http://; left out, the peer fetches or files are carried.'}},
    {key: 'public_key', label: {zh: 'SM2 公钥（PEM）', en: 'SM2 public key (PEM)'}, kind: 'long', help: {zh: '登记后显示指纹，请与对方另行核对。公钥固定不变，换钥须另行登记。', en: 'Its fingerprint shows afterwards; compare it with the peer by another way. A new key is a new peer.'}},
    {key: 'people', label: {zh: '拟由该平台代为办理的人员', en: 'People whose acts may come from there'}, kind: 'choices', options: peopleOptions, help: {zh: '不含主管部门人员。本人同意后，其在对方平台办理的事项以其单位的角色在本平台生效。', en: 'Nobody of the authority. Once they agree, what they do there takes effect here with the roles of their organisation.'}},
  ]}],
}

const named = (row: Peer): boolean => row.people.includes(session.actor?.person ?? '')
const agreed = (row: Peer): boolean => row.joined.includes(session.actor?.person ?? '')

export default defineSubject<Peer>({
  kind: 'exchange_peer', name: {zh: '相邻平台', en: 'Platform next door'}, states: peerStates, list: listPeers,
  get: (id) => ask(api.GET('/api/v1/exchange/peers/{id}', {params: {path: {id}}})),
  title: (row) => row.name,
  note: {zh: '省、市平台之间以签名报文交换目录、场景申请和异议：对方人员的办理进来，办理结果出去。', en: 'Catalogues, applications and objections are exchanged in signed messages: acts of people come in, what became of them goes out.'},
  empty: {zh: '还没有登记相邻平台', en: 'No platform has been registered'},
  columns: [
    {key: 'received', title: () => words({zh: '已收到序号', en: 'Received'}), value: (row) => row.received, numeric: true},
    {key: 'sent', title: () => words({zh: '已发出序号', en: 'Sent'}), value: (row) => row.sent, numeric: true},
    {key: 'acknowledged', title: () => words({zh: '对方已确认', en: 'Acknowledged'}), value: (row) => row.acknowledged, numeric: true},
    {key: 'seen', title: () => words({zh: '最近来往', en: 'Last heard'}), value: (row) => row.last_seen, text: (row) => (row.last_seen ? formatTime(new Date(row.last_seen).toISOString()) : '')},
  ],
  facts: (row) => [
    {label: {zh: '公钥指纹（SM3）', en: 'Fingerprint (SM3)'}, value: row.fingerprint, as: 'code'},
    {label: {zh: '拟代为办理的人员', en: 'People'}, value: row.people, as: 'person'},
    {label: {zh: '其中已同意', en: 'Of them have agreed'}, value: row.joined, as: 'person'},
    {label: {zh: '所在单位', en: 'Organisations'}, value: row.orgs, as: 'org'},
    {label: {zh: '登记人', en: 'Registered by'}, value: row.registered_by, as: 'person'},
    {label: {zh: '确认人', en: 'Confirmed by'}, value: row.confirmed_by, as: 'person'},
    {label: {zh: '推送地址', en: 'Pushed to'}, value: row.url, as: 'code'},
    {label: {zh: '最近来往', en: 'Last heard'}, value: row.last_seen, as: 'time'},
    {label: {zh: '停用理由', en: 'Closed because'}, value: row.closed_reason, as: 'long'},
  ],
  extra: PeerPanel,
  acts: [{
    operation: 'confirmPeer', label: {zh: '确认对接', en: 'Confirm'}, when: (row) => row.status === 'proposed' && row.registered_by !== session.actor?.person,
    text: {zh: '请先与对方另行核对公钥指纹。确认后开始受理其报文；登记人不得自行确认。', en: 'Compare the fingerprint with the peer by another way first. Its messages are taken from then on; whoever registered it may not confirm it.'},
    send: (row) => ask(api.POST('/api/v1/exchange/peers/{id}/confirm', asSeen(row))),
  }, {
    operation: 'joinPeer', label: {zh: '同意代为办理', en: 'Agree'}, when: (row) => row.status !== 'closed' && named(row) && !agreed(row),
    text: {zh: '同意后，您在该平台办理的事项视同您在本平台办理；可以随时撤回。', en: 'What you do there then counts as done by you here; you can withdraw at any time.'},
    send: (row) => ask(api.POST('/api/v1/exchange/peers/{id}/join', asSeen(row))),
  }, {
    operation: 'leavePeer', label: {zh: '撤回同意', en: 'Withdraw'}, when: agreed, danger: true,
    text: {zh: '撤回后不再受理您在该平台办理的事项。', en: 'What you do there is not taken any more.'},
    send: (row) => ask(api.POST('/api/v1/exchange/peers/{id}/leave', asSeen(row))),
  }, {
    operation: 'closePeer', label: {zh: '停用', en: 'Close'}, when: (row) => row.status !== 'closed', reason: true, twice: true, danger: true,
    text: {zh: '停用立即生效：不再接受该公钥签名的报文，也不再送出。恢复对接须以新公钥重新登记。', en: 'At once: messages signed by this key are not accepted any more, and none are sent. To go on, a new key is registered.'},
    send: (row, body) => ask(api.POST('/api/v1/exchange/peers/{id}/close', {...asSeen(row), body: body as Schemas['ClosePeer']})),
  }],
  create: {operation: 'registerPeer', label: {zh: '登记相邻平台', en: 'Register a platform'}, form: () => form, send: (body) => ask(api.POST('/api/v1/exchange/peers', {body: body as Schemas['RegisterPeer']}))},
})
