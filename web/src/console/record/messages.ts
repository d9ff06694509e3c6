import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    itemMissing: '未填写', yes: '是', no: '否', status: '状态', version: '版本', id: '编号', name: '名称', acts: '可办理的操作', close: '收起', done: '已办理：{act}', confirmText: '确认办理“{act}”？办理后写入账本。',
    history: '办理经过', evidence: '证据与核验', noHistory: '没有您可以查看的经过', changes: '与上次提交相比', rules: '依据规则', seq: '账本序号 {seq}',
    review: '审核', chainBasis: '依据 {article}（{rule}）', chainDefault: '产品默认的审核链', stage: '第 {n} 环节', together: '并联', covers: '审核内容', attachments: '须附材料', dueOn: '期限', optional: '可不出具', blind: '背靠背审核：意见在各方均出具后才互相可见', tells: '结论告知：{roles}', opinion: '出具审核意见', reason: '理由', basis: '依据', 
  },
  en: {
    itemMissing: 'Not filled in', yes: 'Yes', no: 'No', status: 'Status', version: 'Version', id: 'Id', name: 'Name', acts: 'What you can do', close: 'Close', done: 'Done: {act}', confirmText: 'Go ahead with “{act}”? It is written to the ledger.',
    history: 'What has happened', evidence: 'Evidence and proofs', noHistory: 'Nothing that you may see', changes: 'Compared with the last submission', rules: 'Rules', seq: 'ledger no. {seq}',
    review: 'Review', chainBasis: 'under {article} ({rule})', chainDefault: 'a default of the product', stage: 'Stage {n}', together: 'in parallel', covers: 'What is judged', attachments: 'To be attached', dueOn: 'Due', optional: 'may be left out', blind: 'Blind review: opinions are shown once all are in', tells: 'Told of the outcome: {roles}', opinion: 'Give an opinion', reason: 'Reason', basis: 'Basis', 
  },
})
