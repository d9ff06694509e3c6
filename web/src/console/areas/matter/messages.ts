import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {clocks: '期限', done: '办理步骤', stateAfter: '办理后状态', decision: '平台外决定', threads: '提出的问题', settled: '已了结', open: '未了结', draft: '平台代拟内容', draftNote: '由平台据本期记录代拟，供填报时参考。', rules: '办理依据', proceduresHelp: '本地规则包规定的各项办事程序、步骤、期限和依据。可由您发起的，右侧有发起入口。', within: '{time}内', unknown: '没有这一办事程序'},
  en: {clocks: 'Clocks', done: 'Steps taken', stateAfter: 'State afterwards', decision: 'Decision taken outside', threads: 'Questions raised', settled: 'settled', open: 'open', draft: 'Drafted by the node', draftNote: 'From the records of the period, as a help in filling in the report.', rules: 'Rules behind it', proceduresHelp: 'The procedures of the rule pack with their steps, days and articles. Those that you may begin have a link on the right.', within: 'within {time}', unknown: 'There is no such procedure'},
})
