import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    title: '名称', code: '代码', status: '状态', grade: '分级', classification: '分类', format: '格式', cycle: '更新周期', sharing: '共享类型', items: '信息项', summary: '摘要', origin: '来源', protectedEntity: '受保护主体', division: '行政区划', rows: '数据量（条）', provider: '提供单位', revision: '版次',
    empty: '没有您可以查看的目录条目', draft: '编制目录条目', compare: '比较所选', compareHint: '选择 2 至 4 个条目后可以比较', revise: '修订', submit: '提交审核', submitText: '提交后进入下列审核环节，审核期间不能修改。', submitted: '已提交审核',
    column: '列名', type: '类型', standard: '数据元标准', flags: '标记', key: '主键', personal: '个人信息', identity: '直接标识', confidential: '商业秘密', negativeList: '负面清单核验', applies: '属于', appliesNot: '不属于',
    changes: '较上次通过的版本', field: '项目', same: '各条目一致', onlyDifferent: '只看不同的项目', saved: '已保存草稿', yes: '是', no: '否',
  },
  en: {
    title: 'Title', code: 'Code', status: 'Status', grade: 'Grade', classification: 'Classification', format: 'Format', cycle: 'Update cycle', sharing: 'Sharing', items: 'Data items', summary: 'Summary', origin: 'Origin', protectedEntity: 'Protected population', division: 'Division', rows: 'Rows', provider: 'Provider', revision: 'Revision',
    empty: 'There is no catalog entry that you may see', draft: 'Draft an entry', compare: 'Compare', compareHint: 'Select 2 to 4 entries to compare them', revise: 'Revise', submit: 'Submit for review', submitText: 'The entry goes to the reviewers of the pack and cannot be changed meanwhile.', submitted: 'Submitted for review',
    column: 'Column', type: 'Type', standard: 'Standard', flags: 'Marks', key: 'key', personal: 'personal data', identity: 'direct identifier', confidential: 'trade secret', negativeList: 'Negative list', applies: 'applies', appliesNot: 'does not apply',
    changes: 'Against the version approved last', field: 'Field', same: 'The entries agree', onlyDifferent: 'Only what differs', saved: 'Draft saved', yes: 'yes', no: 'no',
  },
})
