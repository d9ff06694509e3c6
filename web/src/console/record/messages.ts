import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    itemMissing: '未填写', status: '状态', version: '版本', id: '编号', name: '名称', acts: '可办理的操作', noActs: '您在当前状态下没有可办理的操作。', close: '收起', done: '已办理：{act}', confirmText: '确认办理“{act}”？办理后写入账本。',
    history: '办理经过', noHistory: '没有您可以查看的经过', changes: '与上次提交相比', changesNone: '本次与上次提交的内容相同', firstTime: '首次提交，没有可比较的版本', changesNow: '当前内容与上次提交相比', event: '事件', rules: '依据规则', seq: '账本序号 {seq}',
    review: '审核', chain: '审核链', chainBasis: '依据 {article}（{rule}）', chainDefault: '产品默认的审核链', stage: '第 {n} 环节', together: '并联', covers: '审核内容', attachments: '须附材料', dueOn: '期限', by: '意见人', optional: '可不出具', blind: '背靠背审核：意见在各方均出具后才互相可见', tells: '结论告知：{roles}', opinion: '出具审核意见', role: '以何角色', verdict: '意见', reason: '理由', basis: '依据', decided: '意见', waiting: '待前一环节', open: '待出具', passed: '同意', refused: '不予通过', returned: '退回', needReason: '退回或不予通过须写明理由和依据。', sent: '意见已提交', willRun: '提交后依次办理的审核链', records: '条记录',
  },
  en: {
    itemMissing: 'Not filled in', status: 'Status', version: 'Version', id: 'Id', name: 'Name', acts: 'What you can do', noActs: 'There is nothing for you to do in this state.', close: 'Close', done: 'Done: {act}', confirmText: 'Go ahead with “{act}”? It is written to the ledger.',
    history: 'What has happened', noHistory: 'Nothing that you may see', changes: 'Compared with the last submission', changesNone: 'The same as last time', firstTime: 'Submitted for the first time; there is nothing to compare with', changesNow: 'The present text compared with the last submission', event: 'Event', rules: 'Rules', seq: 'ledger no. {seq}',
    review: 'Review', chain: 'Review chain', chainBasis: 'under {article} ({rule})', chainDefault: 'a default of the product', stage: 'Stage {n}', together: 'in parallel', covers: 'What is judged', attachments: 'To be attached', dueOn: 'Due', by: 'Given by', optional: 'may be left out', blind: 'Blind review: opinions are shown once all are in', tells: 'Told of the outcome: {roles}', opinion: 'Give an opinion', role: 'In the role of', verdict: 'Opinion', reason: 'Reason', basis: 'Basis', decided: 'Opinion', waiting: 'waits for the stage before', open: 'open', passed: 'agreed', refused: 'refused', returned: 'sent back', needReason: 'Sending back or refusing needs reason and basis.', sent: 'The opinion is in', willRun: 'The review chain that submission starts', records: 'records',
  },
})
