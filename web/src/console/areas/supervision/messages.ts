import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    activeStops: '生效中的停止令', overdue: '逾期事项', near: '临近期限', noRisk: '目前没有需要处置的风险', stopButton: '立即停止', stopIntro: '停止令即时生效：范围内的作业取消、密钥扣留、网关拒绝；范围外照常运行。',
    scopeKind: '停止范围', scopeId: '对象', chooseObject: '请选择对象', reason: '停止理由', measures: '已采取的保护措施', major: '属于丢失、泄露、篡改、毁损等重大事件', majorShort: '重大事件', yes: '是', no: '否', fullScreen: '全屏显示', warnings: '规则包提示', matterOverdue: '逾期监督事项', extent: '停止程度', extentPack: '按规则包规定', extentProcessing: '只停处理', extentAll: '连同已交付的产品一并停止',
    first: '第一步：填写停止内容', second: '第二步：确认停止', review: '请核对后确认。停止令即时生效并写入账本。', confirmStop: '确认停止', cancel: '取消', next: '下一步', status: '状态', scope: '范围', since: '起始时间', orderedBy: '下令人', noStops: '没有停止令',
    mustReport: '须报告', reported: '已报告', recipient: '接收方', number: '文号', report: '记录报告', assessments: '会同评估', mustAssess: '解除前须评估', finding: '结论', resume: '可以恢复', keep: '继续停止', text: '评估意见', role: '以何角色', assess: '提交评估意见', lift: '解除停止', liftByAnother: '解除须由主管部门的另一人办理。', assessment: '评估结论', liftNote: '解除即时生效并写入账本。', document: '评估材料', none: '无', timeline: '证据时间线', liftedBy: '解除人',
    matter: '事项', due: '期限', period: '期间',
    reportsNote: '系统按本节点记录代拟各部分，导出后由承办人核定。', noReports: '没有可以代拟的报告', draft: '拟稿', docx: '导出 DOCX', xlsx: '导出 XLSX', section: '部分', content: '内容',
    deadlinesNote: '待办期限，按工作日历标明放假和调休。', noDeadlines: '没有有期限的待办', previous: '上月', following: '下月', allDeadlines: '全部期限', remaining: '剩余',
    dashProducts: '产品', dashAgreements: '协议', dashCalls: '使用记录', byStatus: '各环节记录数', byVerdict: '使用结果', late: '各单位逾期环节', ruleRefusals: '规则拒绝次数', count: '数量', name: '名称', noData: '没有数据', asOf: '数据时间 {time}', stopsNow: '生效停止令', answered: '已答复', no_record: '无记录', matched: '一致', not_matched: '不一致', refusedCall: '已拒绝', catalog_entry: '目录条目', agreement: '协议', scenario: '场景', product: '产品', matterKind: '事项', stop: '停止令',
  },
  en: {
    activeStops: 'Stops in effect', overdue: 'Overdue', near: 'Near their last day', noRisk: 'No risk needs an act now', stopButton: 'Stop now', stopIntro: 'A stop takes effect at once: jobs inside its scope are cancelled, keys withheld, the gateway refuses. What is outside goes on.',
    scopeKind: 'Scope', scopeId: 'Object', chooseObject: 'Choose the object', reason: 'Reason', measures: 'Protective measures taken', major: 'A major incident: loss, leak, tampering or damage', majorShort: 'Major incident', yes: 'yes', no: 'no', fullScreen: 'Full screen', warnings: 'Notes on the packs', matterOverdue: 'Overdue matters', extent: 'Extent', extentPack: 'As the pack says', extentProcessing: 'Processing only', extentAll: 'What is delivered as well',
    first: 'Step 1: what to stop', second: 'Step 2: confirm', review: 'Please check, then confirm. The stop takes effect at once and is written to the ledger.', confirmStop: 'Confirm the stop', cancel: 'Cancel', next: 'Next', status: 'Status', scope: 'Scope', since: 'Since', orderedBy: 'Ordered by', noStops: 'There is no stop',
    mustReport: 'To be told', reported: 'Told', recipient: 'Recipient', number: 'Number', report: 'Record a report', assessments: 'Assessments', mustAssess: 'Assess before it is lifted', finding: 'Finding', resume: 'may go on', keep: 'stays stopped', text: 'Opinion', role: 'Role', assess: 'Give the assessment', lift: 'Lift the stop', liftByAnother: 'Another person of the authority lifts the stop.', assessment: 'Outcome of the assessment', liftNote: 'Lifting takes effect at once and is written to the ledger.', document: 'Document of the assessment', none: 'none', timeline: 'Evidence timeline', liftedBy: 'Lifted by',
    matter: 'Matter', due: 'Due', period: 'Period',
    reportsNote: 'Sections drafted from the records of this node; whoever is responsible settles the text.', noReports: 'No report can be drafted', draft: 'Draft', docx: 'Export DOCX', xlsx: 'Export XLSX', section: 'Section', content: 'Content',
    deadlinesNote: 'Last days of to-dos, with days off and days worked to make up.', noDeadlines: 'No to-do has a last day', previous: 'Month before', following: 'Month after', allDeadlines: 'All last days', remaining: 'Left',
    dashProducts: 'Products', dashAgreements: 'Agreements', dashCalls: 'Usage records', byStatus: 'Records by kind', byVerdict: 'Outcome of use', late: 'Late steps by organisation', ruleRefusals: 'Refusals by rule', count: 'Number', name: 'Name', noData: 'No data', asOf: 'As of {time}', stopsNow: 'Stops in effect', answered: 'answered', no_record: 'no record', matched: 'matched', not_matched: 'not matched', refusedCall: 'refused', catalog_entry: 'Catalog entries', agreement: 'Agreements', scenario: 'Scenarios', product: 'Products', matterKind: 'Matters', stop: 'Stops',
  },
})
