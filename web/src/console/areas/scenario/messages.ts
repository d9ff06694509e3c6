import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    demand: '逐列数据需求', resource: '数据资源', table: '表名', column: '信息项', itemTitle: '名称', gradeTitle: '分级', personal: '个人信息', uses: '用途', technique: '脱敏方法', reason: '为何必需', provider: '提供单位',
    pick: '选列', picked: '已选', unpicked: '未选', apply: '以所选列申请场景', clear: '清空', basketCount: '已选 {n} 列，来自 {of} 项资源', basketHelp: '勾选场景所需的列，一并带入场景申请；在申请中逐列填写用途、脱敏方法和必要性。所选内容只保存在本浏览器。',
  },
  en: {
    demand: 'Demand by column', resource: 'Resource', table: 'Table', column: 'Column', itemTitle: 'Title', gradeTitle: 'Grade', personal: 'Personal', uses: 'Uses', technique: 'Masking', reason: 'Why necessary', provider: 'Provider',
    pick: 'Pick', picked: 'Picked', unpicked: 'Not picked', apply: 'Apply with these columns', clear: 'Clear', basketCount: '{n} columns of {of} resources', basketHelp: 'Tick the columns that a scenario needs; they go into the application, where use, masking and necessity are given for each. The choice is kept in this browser only.',
  },
})
