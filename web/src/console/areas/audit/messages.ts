import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    seq: '序号', time: '时间', org: '单位', stream: '记录', type: '事件', code: '事件代码', 'own.node': '本节点', 'own.egress': '发布账', 'own.refusal': '依规拒绝', 'own.usage_segment': '使用记录段', actor: '办理人', rules: '依据', size: '账本共 {n} 条', more: '读取之后的记录', older: '读取更早的记录', newest: '最新 {n} 条', newestFirst: '最新的在前；按起始序号读取时从旧到新。', from: '起始序号', read: '读取',
    verify: '核验', verifyAll: '核验全部证明', verifying: '正在核验', proofOf: '第 {seq} 条的证明', close: '收起', seen: '您可见的条目。监督和审批机构可见全部，其他单位可见本单位办理的条目。',
    kind: '记录种类', record: '记录', id: '记录编号', orId: '或填写记录编号', find: '查看时间线', findHint: '如 agr-…', noEntries: '没有您可以查看的条目', firstOnly: '条目较多，本页只列、只核验最早的 {n} 条；其余在账本浏览中查看。',
    contents: '登记内容', noContents: '内容尚不可见（盲审未结束）', dossier: '下载尽职证明', bundle: '下载证据包', bundleNote: '证据包含各条信封、包含证明、检查点和公钥，供归档和移交；离线核验，不需要节点，也不需要网络：gongshu verify --bundle 文件 --key 公钥。登记内容以承诺值写在信封里，您可见的条目附有盐值，核验时逐条比对内容与承诺值；盲审未结束等尚不可见的内容计为“未附内容”，只证明其序号、时间、办理人和事件。公钥请从文件以外的渠道取得。',
    allHold: '{n} 条全部核验通过', someFail: '{n} 条中有 {bad} 条核验不通过',
    keyLabel: '账本公钥（PEM）', keyHelp: '自行取得的公钥最可靠；节点给出的公钥只能证明与其自身一致。', withoutEnvelope: '本条信封不对您公开，只核验叶子哈希。',
    kindColumn: '事项', step: '环节', count: '次数', median: '中位（小时）', p90: '九成以内（小时）', longest: '最长（小时）', clocked: '有期限', late: '逾期', durationsNote: '由账本逐条计算：上一环节结束到本环节完成的时间。', noDurations: '所选期间没有办理记录', fromDay: '首日', toDay: '末日',
    consistency: '一致性核验', consistencyText: '粘贴您以前保存的检查点，浏览器核验账本自那时以来只有追加、没有改动。', earlier: '以前的检查点', checkNow: '核验一致性', saveCheckpoint: '保存当前检查点', rulesApplied: '依据：', entries: '时间线',
  },
  en: {
    seq: 'No.', time: 'Time', org: 'Organisation', stream: 'Record', type: 'Event', code: 'Event code', 'own.node': 'the node', 'own.egress': 'Ledger of releases', 'own.refusal': 'Refusal', 'own.usage_segment': 'Segment of usage', actor: 'By', rules: 'Rules', size: 'the ledger has {n} entries', more: 'Read what follows', older: 'Read what is older', newest: 'Latest {n}', newestFirst: 'The newest stands first; read from a number, entries come in their order.', from: 'From number', read: 'Read',
    verify: 'Verify', verifyAll: 'Verify every proof', verifying: 'Verifying', proofOf: 'Proof of entry {seq}', close: 'Close', seen: 'The entries that you may see: all of them for authorities and supervisors, those of its own acts for any other organisation.',
    kind: 'Kind of record', record: 'Record', id: 'Record id', orId: 'or its id', find: 'Show the timeline', findHint: 'such as agr-…', noEntries: 'There is no entry that you may see', firstOnly: 'There are many entries: this page lists and verifies only the first {n}; the others are in the log explorer.',
    contents: 'What was recorded', noContents: 'Not to be seen yet (a blind review goes on)', dossier: 'Download the dossier', bundle: 'Download the evidence bundle', bundleNote: 'The bundle holds envelopes, inclusion proofs, checkpoint and public key; it is for the files. It is verified without the node and without a network: gongshu verify --bundle FILE --key PUBLIC_KEY. The envelope commits to what was recorded; the entries that you may see come with their salt, so that the content is compared with the commitment. Content that is not to be seen yet, as in a blind review that goes on, counts as not attached: only its number, time, actor and event are proved. Get the public key from somewhere else than the file.',
    allHold: 'all {n} entries are verified', someFail: '{bad} of {n} entries failed',
    keyLabel: 'Public key of the ledger (PEM)', keyHelp: 'A key that you got yourself is best: the one that the node gives only shows that the node agrees with itself.', withoutEnvelope: 'The envelope of this entry is not open to you; only its leaf hash is checked.',
    kindColumn: 'Matter', step: 'Step', count: 'Times', median: 'Median (h)', p90: '90% within (h)', longest: 'Longest (h)', clocked: 'With a time limit', late: 'Late', durationsNote: 'Computed from the ledger: from the end of the step before to the end of this one.', noDurations: 'Nothing was done in that period', fromDay: 'First day', toDay: 'Last day',
    consistency: 'Consistency', consistencyText: 'Paste a checkpoint that you kept: the browser checks that since then the ledger has only been added to.', earlier: 'Earlier checkpoint', checkNow: 'Check consistency', saveCheckpoint: 'Save the present checkpoint', rulesApplied: 'Rules: ', entries: 'Timeline',
  },
})
