import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    bench: 'SQL 工作台', noTables: '本环境还没有可用的表', query: '查询', check: '检查', run: '在开发数据上运行', submit: '提交作业', productDefault: '此项为产品默认，非法定要求。', rewrite: '以下写法已经服务端检查，可以通过：', take: '采用此写法',
    tables: '可用的表', leastK: '每个单元格至少涉及 {k} 个主体。', supplied: '已供给', notSupplied: '尚未供给', protected: '涉及受保护主体', identity: '标识',
    column: '输出列', type: '类型', how: '如何得来', direct: '原样输出', sources: '来源字段', predicates: '筛选所用字段', columns: '输出列', passed: '检查通过', controlled: '结果按披露控制处理，每格少于 {k} 个主体的不予公布。', uncontrolled: '结果不涉及受保护主体。', lineage: '字段血缘', plan: '规范化计划', planHash: '计划摘要（SM3）', planPicture: '计划图', savePicture: '保存图片（SVG）', format: '整理格式', 'plans.mode': '查询类型', 'plans.from': '读取', 'plans.join': '关联', 'plans.where': '筛选', 'plans.group': '分组与聚合', 'plans.control': '披露控制', 'plans.having': '筛选分组', 'plans.output': '输出', 'plans.order': '排序', 'plans.limit': '截取', 'plans.other': '其他',
    stages: '作业进度', elapsed: '本页已等待 {n} 秒', took: '用时 {n} 秒', cancel: '取消', cancelText: '取消“{purpose}”？运行中的作业随即停止，不产生结果。',
    'made.key': '分组键', 'made.aggregate': '聚合', 'made.computed': '计算', 'made.column': '取自字段', 'made.constant': '常量',
    result: '开发数据上的结果', synthetic: '以下为合成数据，不含任何真实个人或企业。', sampled: '以下含已放行的脱敏抽样数据。', figure: '图中的指标', firstRows: '图中显示前 {n} 行。', chart: '结果图', notes: '数据如何得来', fidelity: '边际偏差 平均 {mean}%，最大 {worst}%；两列关联误差 平均 {pairs}%',
    importHelp: '选择带表头的 CSV 文件（UTF-8，不超过 8 MB），核对列名和类型后导入；数据加密存放，只在本环境使用。', file: 'CSV 文件', fileTooLarge: '文件超过 8 MB', fileEmpty: '文件没有表头或没有数据行', fileRead: '已读取 {name}：{rows} 行，{columns} 列。', import: '导入', imported: '社会数据', toImport: '导入社会数据',
    purpose: '目的', author: '提交人', status: '状态', again: '再用', takeSql: '取用查询', jobs: '本环境的作业', noJobs: '还没有作业', running: '正在运行', parameters: '参数',
  },
  en: {
    bench: 'SQL workbench', noTables: 'This workspace has no table yet', query: 'Query', check: 'Check', run: 'Run on development rows', submit: 'Submit as a job', productDefault: "This is a default of the product, not law.", rewrite: 'The server has checked this and it passes:', take: 'Use it',
    tables: 'Tables', leastK: 'Each cell stands for at least {k} entities.', supplied: 'supplied', notSupplied: 'not supplied yet', protected: 'about protected entities', identity: 'identity',
    column: 'Output', type: 'Type', how: 'How it is made', direct: 'As it is', sources: 'Sources', predicates: 'Filtered by', columns: 'Output columns', passed: 'The query passes', controlled: 'Disclosure control applies: cells of fewer than {k} entities are withheld.', uncontrolled: 'The result is not about protected entities.', lineage: 'Lineage of columns', plan: 'Canonical plan', planHash: 'Plan (SM3)', planPicture: 'Picture of the plan', savePicture: 'Save the picture (SVG)', format: 'Format', 'plans.mode': 'Kind of query', 'plans.from': 'Read', 'plans.join': 'Join', 'plans.where': 'Filter', 'plans.group': 'Group and aggregate', 'plans.control': 'Disclosure control', 'plans.having': 'Filter groups', 'plans.output': 'Output', 'plans.order': 'Sort', 'plans.limit': 'Limit', 'plans.other': 'Other',
    stages: 'Progress of the job', elapsed: 'this page has waited {n} s', took: 'took {n} s', cancel: 'Cancel', cancelText: 'Cancel “{purpose}”? A job that runs stops at once and gives no result.',
    'made.key': 'key', 'made.aggregate': 'aggregate', 'made.computed': 'computed', 'made.column': 'column', 'made.constant': 'constant',
    result: 'Result on development rows', synthetic: 'These rows are synthetic; no real person or company is among them.', sampled: 'These rows include a released sample of masked data.', figure: 'Figure', firstRows: 'The chart shows the first {n} rows.', chart: 'Chart of the result', notes: 'How the rows were made', fidelity: 'margins off by {mean}% on average, {worst}% at worst; dependence of pairs off by {pairs}% on average',
    importHelp: 'Choose a CSV file with a header (UTF-8, up to 8 MB), check names and types of its columns, and import it; it is kept encrypted and used in this workspace only.', file: 'CSV file', fileTooLarge: 'The file is larger than 8 MB', fileEmpty: 'The file has no header or no rows', fileRead: '{name}: {rows} rows, {columns} columns.', import: 'Import', imported: 'social data', toImport: 'Import social data',
    purpose: 'Purpose', author: 'Author', status: 'Status', again: 'Again', takeSql: 'Take the query', jobs: 'Jobs of this workspace', noJobs: 'There is no job yet', running: 'Running', parameters: 'Parameters',
  },
})
