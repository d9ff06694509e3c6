import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    statement: '使用与费用清单', from: '起', to: '止', look: '查询', total: '计费 {calls} 次，金额 {amount} 元；使用记录 {records} 条。', byVerdict: '按结论计次', verdictTitle: '结论', count: '次数', usage: '使用记录', seq: '记录序号', time: '时间', refusedAt: '拒绝于', price: '单价（元）', epoch: '政策版本',
    anchors: '账本锚定', anchorsHelp: '每段使用记录的 Merkle 根写入账本，清单中的每个数都能落到被锚定的记录。', segment: '段', range: '记录序号', ledgerSeq: '账本序号', root: 'Merkle 根', 'verdict.answered': '已答复', 'verdict.no_record': '无记录', 'verdict.matched': '一致', 'verdict.not_matched': '不一致', 'verdict.refused': '拒绝',
    label: '用途标注', keyId: '密钥编号', org: '单位', issued: '签发时间', status: '状态', revokeReason: '吊销理由', act: '操作', issue: '签发密钥', keysHelp: '产品调用以应用密钥签名（HMAC-SM3）。密钥只在签发时显示一次。', once: '密钥只显示这一次，请立即妥善保存。', secret: '密钥', kept: '已保存，隐藏', noKeys: '还没有应用密钥', revoke: '吊销', revokeText: '吊销“{label}”，以此密钥签名的调用随即被拒绝。',
  },
  en: {
    statement: 'Usage statement', from: 'From', to: 'To', look: 'Look', total: '{calls} charged calls, {amount} yuan; {records} usage records.', byVerdict: 'Calls by verdict', verdictTitle: 'Verdict', count: 'Calls', usage: 'Usage records', seq: 'No.', time: 'Time', refusedAt: 'Refused at', price: 'Price (yuan)', epoch: 'Epoch',
    anchors: 'Anchors in the ledger', anchorsHelp: 'The Merkle root of each segment of records is in the ledger, so each figure leads to anchored records.', segment: 'Segment', range: 'Records', ledgerSeq: 'Ledger no.', root: 'Merkle root', 'verdict.answered': 'answered', 'verdict.no_record': 'no record', 'verdict.matched': 'matched', 'verdict.not_matched': 'not matched', 'verdict.refused': 'refused',
    label: 'Label', keyId: 'Key id', org: 'Organisation', issued: 'Issued', status: 'Status', revokeReason: 'Why revoked', act: 'Act', issue: 'Issue a key', keysHelp: 'Product calls are signed with an application key (HMAC-SM3), which is shown once, when it is issued.', once: 'The key is shown this once; keep it now.', secret: 'Secret', kept: 'Kept, hide it', noKeys: 'There is no key yet', revoke: 'Revoke', revokeText: 'Revoke “{label}”: calls signed with it are refused from then on.',
  },
})
