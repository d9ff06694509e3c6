import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    bench: 'SQL 工作台', noTables: '本环境还没有可用的表', query: '查询', check: '检查', run: '在开发数据上运行', submit: '提交作业', productDefault: '此项为产品默认，非法定要求。', rewrite: '以下写法已经服务端检查，可以通过：', take: '采用此写法',
    tables: '可用的表', leastK: '每个单元格至少涉及 {k} 个主体。', supplied: '已供给', notSupplied: '尚未供给', protected: '涉及受保护主体', identity: '标识',
    column: '输出列', type: '类型', how: '如何得来', direct: '原样输出', sources: '来源字段', predicates: '筛选所用字段', columns: '输出列', passed: '检查通过', controlled: '结果按披露控制处理，每格少于 {k} 个主体的不予公布。', uncontrolled: '结果不涉及受保护主体。', lineage: '字段血缘', plan: '规范化计划', planHash: '计划摘要（SM3）',
    'made.key': '分组键', 'made.aggregate': '聚合', 'made.computed': '计算', 'made.column': '取自字段', 'made.constant': '常量',
    result: '开发数据上的结果', synthetic: '以下为合成数据，不含任何真实个人或企业。', sampled: '以下含已放行的脱敏抽样数据。', figure: '图中的指标', firstRows: '图中显示前 {n} 行。', chart: '结果图', notes: '数据如何得来', fidelity: '边际偏差 平均 {mean}%，最大 {worst}%；两列关联误差 平均 {pairs}%',
    purpose: '目的', author: '提交人', status: '状态', again: '再用', takeSql: '取用查询', jobs: '本环境的作业', noJobs: '还没有作业', running: '正在运行', parameters: '参数',
  },
  en: {
    bench: 'SQL workbench', noTables: 'This workspace has no table yet', query: 'Query', check: 'Check', run: 'Run on development rows', submit: 'Submit as a job', productDefault: "This is a default of the product, not law.", rewrite: 'The server has checked this and it passes:', take: 'Use it',
    tables: 'Tables', leastK: 'Each cell stands for at least {k} entities.', supplied: 'supplied', notSupplied: 'not supplied yet', protected: 'about protected entities', identity: 'identity',
    column: 'Output', type: 'Type', how: 'How it is made', direct: 'As it is', sources: 'Sources', predicates: 'Filtered by', columns: 'Output columns', passed: 'The query passes', controlled: 'Disclosure control applies: cells of fewer than {k} entities are withheld.', uncontrolled: 'The result is not about protected entities.', lineage: 'Lineage of columns', plan: 'Canonical plan', planHash: 'Plan (SM3)',
    'made.key': 'key', 'made.aggregate': 'aggregate', 'made.computed': 'computed', 'made.column': 'column', 'made.constant': 'constant',
    result: 'Result on development rows', synthetic: 'These rows are synthetic; no real person or company is among them.', sampled: 'These rows include a released sample of masked data.', figure: 'Figure', firstRows: 'The chart shows the first {n} rows.', chart: 'Chart of the result', notes: 'How the rows were made', fidelity: 'margins off by {mean}% on average, {worst}% at worst; dependence of pairs off by {pairs}% on average',
    purpose: 'Purpose', author: 'Author', status: 'Status', again: 'Again', takeSql: 'Take the query', jobs: 'Jobs of this workspace', noJobs: 'There is no job yet', running: 'Running', parameters: 'Parameters',
  },
})
