import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    itemMissing: '未填写', elsewhere: '其他单位人员', yes: '是', no: '否', status: '状态', version: '版本', id: '编号', name: '名称', acts: '可办理的操作', close: '收起', done: '已办理：{act}', confirmText: '确认办理“{act}”？办理后写入账本。',
    versions: '各版内容', writtenAt: '写入时间', writtenBy: '写入人', event: '办理', ledgerSeq: '账本序号', compareFrom: '比较：版本', compareTo: '与版本', history: '办理经过', evidence: '证据与核验', noHistory: '没有您可以查看的经过', changes: '与上次提交相比', changesSince: '上次提交于 {time}（账本序号 {seq}）。', rules: '依据规则', seq: '账本序号 {seq}',
    review: '审核过程', coming: '提交后的审核链', gates: '提交之前', gateAsks: '“{procedure}”须已为：{states}', gateHopes: '宜先办理“{procedure}”至：{states}', gateBars: '“{procedure}”为下列状态时不得提交：{states}', gateWithin: '{time}以内', within: '限 {time}', quorum: '{of} 人中 {n} 人同意即通过', declares: '须声明与申请事项无利害关系', noConflict: '已声明无利害关系', recused: '已回避', notes: '逐项意见',
    'barred.own': '您参与编写了本申请，须由他人审核。', 'barred.recused': '您已回避，改由他人审核。', 'barred.given': '您已在本次审核中出具意见，须由他人出具其余意见。', chainBasis: '依据 {article}（{rule}）', chainDefault: '产品默认的审核链', stage: '第 {n} 环节', together: '并联', covers: '审核内容', attachments: '须附材料', dueOn: '期限', optional: '可不出具', blind: '背靠背审核：意见在各方均出具后才互相可见', tells: '结论告知：{roles}', opinion: '出具审核意见', reason: '理由', basis: '依据', 
  },
  en: {
    itemMissing: 'Not filled in', elsewhere: 'somebody of another organisation', yes: 'Yes', no: 'No', status: 'Status', version: 'Version', id: 'Id', name: 'Name', acts: 'What you can do', close: 'Close', done: 'Done: {act}', confirmText: 'Go ahead with “{act}”? It is written to the ledger.',
    versions: 'Wordings', writtenAt: 'Written', writtenBy: 'By', event: 'Act', ledgerSeq: 'Ledger no.', compareFrom: 'Compare version', compareTo: 'with version', history: 'What has happened', evidence: 'Evidence and proofs', noHistory: 'Nothing that you may see', changes: 'Compared with the last submission', changesSince: 'Submitted before at {time} (ledger no. {seq}).', rules: 'Rules', seq: 'ledger no. {seq}',
    review: 'Review', coming: 'The review chain that will run', gates: 'Before it is handed in', gateAsks: '“{procedure}” must stand at: {states}', gateHopes: '“{procedure}” had better stand at: {states}', gateBars: 'Not while “{procedure}” stands at: {states}', gateWithin: 'within {time}', within: 'within {time}', quorum: '{n} of {of} suffice', declares: 'Declares that no conflict of interest stands', noConflict: 'Declared: no conflict of interest', recused: 'Stood aside', notes: 'Notes item by item',
    'barred.own': 'You took part in writing this; somebody else reviews it.', 'barred.recused': 'You stood aside; somebody else reviews it.', 'barred.given': 'You have given an opinion in this review; others give the rest.', chainBasis: 'under {article} ({rule})', chainDefault: 'a default of the product', stage: 'Stage {n}', together: 'in parallel', covers: 'What is judged', attachments: 'To be attached', dueOn: 'Due', optional: 'may be left out', blind: 'Blind review: opinions are shown once all are in', tells: 'Told of the outcome: {roles}', opinion: 'Give an opinion', reason: 'Reason', basis: 'Basis', 
  },
})
