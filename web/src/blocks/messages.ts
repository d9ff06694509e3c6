import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    rule: '规则', article: '依据', at: '位置', hint: '可行的做法', code: '错误码', trace: '追踪号', retry: '重试', loading: '正在读取', empty: '没有数据', required: '必填', optional: '选填',
    filter: '筛选', columns: '列', exportCsv: '导出 CSV', exportXlsx: '导出 XLSX', export: '导出', rows: '共 {n} 行', filtered: '显示 {n} 行，共 {of} 行', noMatch: '没有符合筛选条件的行', sortBy: '按{column}排序', all: '全部', select: '选择', selected: '已选 {n} 项', tools: '表格操作',
    daysLeft: '剩 {n} 个工作日', dueToday: '今日到期', overdue: '逾期 {n} 个工作日', noDue: '无期限', dueOn: '{date} 到期', near: '临近', late: '逾期',
    confirm: '确认', cancel: '取消', reason: '理由', basis: '依据', reasonRequired: '请写明理由', basisRequired: '请写明依据的条文', again: '再次确认', againText: '此操作立即生效并写入账本，不能撤销。请再次确认。', next: '下一步', back: '上一步', submit: '提交', save: '保存',
    draftKept: '草稿已保存在本浏览器（{time}）', draftFound: '有未提交的草稿（{time}）', draftUse: '继续填写', draftDrop: '放弃草稿', add: '添加', remove: '移除', item: '第 {n} 项', itemAdd: '添加一项', fieldMissing: '请填写{field}', badPattern: '{field}的格式不符', tooShort: '{field}至少 {n} 个字符', tooLong: '{field}至多 {n} 个字符', outOfRange: '{field}须在 {min} 与 {max} 之间', errorsOnPage: '本页有 {n} 处需要更正', page: '第 {n} 页，共 {of} 页：{title}', unsaved: '有未提交的内容，确定离开？', yes: '是', no: '否', choose: '请选择', upload: '上传文件', uploading: '正在上传', uploaded: '已存证：{name}', tooLarge: '文件超过 {mb} MB', wrongType: '不接受此类文件', requiredBy: '依据{article}必填',
    before: '变更前', after: '变更后', same: '没有变化', changed: '{n} 处变化', added: '新增', removed: '删除', changedOne: '修改', showTable: '以表格查看', showChart: '以图查看', copy: '复制', copied: '已复制', more: '更多', less: '收起', actor: '办理人', editor: '编辑器', editorHelp: '按 Esc 再按 Tab 可离开编辑器', none: '—',
  },
  en: {
    rule: 'Rule', article: 'Basis', at: 'Place', hint: 'What would pass', code: 'Code', trace: 'Trace id', retry: 'Try again', loading: 'Loading', empty: 'No data', required: 'required', optional: 'optional',
    filter: 'Filter', columns: 'Columns', exportCsv: 'Export CSV', exportXlsx: 'Export XLSX', export: 'Export', rows: '{n} rows', filtered: '{n} of {of} rows', noMatch: 'No row matches the filter', sortBy: 'Sort by {column}', all: 'All', select: 'Select', selected: '{n} selected', tools: 'Table tools',
    daysLeft: '{n} working days left', dueToday: 'Due today', overdue: '{n} working days overdue', noDue: 'No time limit', dueOn: 'due {date}', near: 'near', late: 'overdue',
    confirm: 'Confirm', cancel: 'Cancel', reason: 'Reason', basis: 'Basis', reasonRequired: 'Give the reason', basisRequired: 'Name the article it rests on', again: 'Confirm again', againText: 'This takes effect at once, is written to the ledger and cannot be undone. Please confirm again.', next: 'Next', back: 'Back', submit: 'Submit', save: 'Save',
    draftKept: 'Draft kept in this browser ({time})', draftFound: 'There is an unsent draft ({time})', draftUse: 'Go on with it', draftDrop: 'Discard it', add: 'Add', remove: 'Remove', item: 'Item {n}', itemAdd: 'Add an item', fieldMissing: 'Fill in: {field}', badPattern: '{field} has the wrong format', tooShort: '{field}: at least {n} characters', tooLong: '{field}: at most {n} characters', outOfRange: '{field} must be between {min} and {max}', errorsOnPage: '{n} places on this page need a correction', page: 'Page {n} of {of}: {title}', unsaved: 'There is unsent text. Leave anyway?', yes: 'Yes', no: 'No', choose: 'Choose', upload: 'Upload a file', uploading: 'Uploading', uploaded: 'Deposited: {name}', tooLarge: 'The file exceeds {mb} MB', wrongType: 'This kind of file is not accepted', requiredBy: 'Required by {article}',
    before: 'Before', after: 'After', same: 'No change', changed: '{n} changes', added: 'added', removed: 'removed', changedOne: 'changed', showTable: 'Show as table', showChart: 'Show as chart', copy: 'Copy', copied: 'Copied', more: 'More', less: 'Less', actor: 'By', editor: 'Editor', editorHelp: 'Esc, then Tab, leaves the editor', none: '—',
  },
})
