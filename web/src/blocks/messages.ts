import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    article: '依据', lineColumn: '第 {line} 行第 {column} 列', at: '位置', hint: '可行的做法', stale: '请查看最新内容后再办理；已填写的内容存为草稿。', loadNewest: '载入最新内容', code: '错误码', trace: '追踪号', retry: '重试', loading: '正在读取', empty: '没有数据',
    filter: '筛选', columns: '列', exportCsv: '导出 CSV', exportXlsx: '导出 XLSX', export: '导出', rows: '共 {n} 行', filtered: '显示 {n} 行，共 {of} 行', noMatch: '没有符合筛选条件的行', sortBy: '按{column}排序', all: '全部', select: '选择', tools: '表格操作', moreValues: '更多（{n}）', clearFacets: '清除筛选',
    daysLeft: '剩 {n} 个工作日', dueToday: '今日到期', overdue: '逾期 {n} 个工作日', noDue: '无期限', dueOn: '{date} 到期',
    cancel: '取消', reason: '理由', basis: '依据', again: '再次确认', againText: '此操作立即生效并写入账本，不能撤销。请再次确认。',
    before: '变更前', after: '变更后', same: '没有变化', changed: '{n} 处变化', added: '新增', removed: '删除', changedOne: '修改', showTable: '以表格查看', showChart: '以图查看', editorHelp: '按 Esc 再按 Tab 可离开编辑器',
    weekdays: '一,二,三,四,五,六,日', month: '{year}年{month}月', off: '休', makeUp: '班',
    holds: '核验通过', fails: '核验不通过', checked: '浏览器核验了 {n} 项', 'check.asked': '证明属于所查的记录（序号，以及公开账本所示的叶子）', 'check.key': '公钥可读', 'check.signature': '检查点签名（SM2）有效', 'check.envelope': '信封要素与页面一致', 'check.data': '登记内容与信封的承诺一致', 'check.leaf': '信封哈希（SM3）与叶子一致', 'check.inclusion': '包含证明导向已签名的根', 'check.consistency': '两个检查点前后一致', passed: '通过', failed: '不通过',
  },
  en: {
    article: 'Basis', lineColumn: 'line {line}, column {column}', at: 'Place', hint: 'What would pass', stale: 'Look at the newest content first; what you filled in is kept as a draft.', loadNewest: 'Load the newest', code: 'Code', trace: 'Trace id', retry: 'Try again', loading: 'Loading', empty: 'No data',
    filter: 'Filter', columns: 'Columns', exportCsv: 'Export CSV', exportXlsx: 'Export XLSX', export: 'Export', rows: '{n} rows', filtered: '{n} of {of} rows', noMatch: 'No row matches the filter', sortBy: 'Sort by {column}', all: 'All', select: 'Select', tools: 'Table tools', moreValues: '{n} more', clearFacets: 'Clear',
    daysLeft: '{n} working days left', dueToday: 'Due today', overdue: '{n} working days overdue', noDue: 'No time limit', dueOn: 'due {date}',
    cancel: 'Cancel', reason: 'Reason', basis: 'Basis', again: 'Confirm again', againText: 'This takes effect at once, is written to the ledger and cannot be undone. Please confirm again.',
    before: 'Before', after: 'After', same: 'No change', changed: '{n} changes', added: 'added', removed: 'removed', changedOne: 'changed', showTable: 'Show as table', showChart: 'Show as chart', editorHelp: 'Esc, then Tab, leaves the editor',
    weekdays: 'Mo,Tu,We,Th,Fr,Sa,Su', month: '{year}-{month}', off: 'off', makeUp: 'work',
    holds: 'Verified', fails: 'Verification failed', checked: 'the browser made {n} checks', 'check.asked': 'The proof is of the entry asked for (number, and the leaf that the public log showed)', 'check.key': 'Public key can be read', 'check.signature': 'Signature of the checkpoint (SM2) is valid', 'check.envelope': 'The envelope says what the page shows', 'check.data': 'What was recorded is what the envelope commits to', 'check.leaf': 'Hash of the envelope (SM3) is the leaf', 'check.inclusion': 'The proof leads to the signed root', 'check.consistency': 'The later checkpoint extends the earlier one', passed: 'passed', failed: 'failed',
  },
})
