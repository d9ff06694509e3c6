import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    id: '规则', article: '条款', level: '要求', text: '内容', enforcement: '落实方式', applied: '适用次数', refused: '拒绝次数', stories: '故事测试', close: '收起',
    live: '次数取自本节点账本。', point: '执行点', parameter: '参数', value: '取值', origin: '来源', byDefault: '产品默认', ofPack: '规则包 {pack}', noParameters: '没有参数', storyNone: '没有故事测试', storyNote: '随产品附带、可执行的条文故事',
    shippedNote: '以下取自随产品附带的规则包，不是本节点的运行记录。', left: '左侧规则包', right: '右侧规则包', onlyLeft: '仅左侧', onlyRight: '仅右侧', same: '相同', differs: '不同', difference: '异同', none: '—', cannot: '须先选择两个不同的规则包',
    packs: '本节点的规则包', pack: '规则包', status: '状态', digest: '摘要 SM3', signer: '签名人', unsigned: '未签名', trusted: '可信签名', untrusted: '签名人不在信任名单', expires: '有效期至', unlimited: '未规定', daysLeft: '剩余 {n} 天', expired: '已到期', issued: '印发', effective: '施行', loaded: '载入时间', loads: '载入或变更 {n} 次',
    clashes: '本级与上级规则的冲突', noClashes: '没有冲突', topic: '主题', local: '本级', overlay: '上级', settled: '已定', open: '未定', prevails: '以何者为准', holds: '适用说明', decision: '已确认的平台外决定编号', settle: '记录决定', settledList: '已记录的冲突决定', continued: '到期后继续办理的依据', continueTitle: '规则包到期后继续办理', continueRecord: '记录依据', done: '已写入账本', warnings: '提示', node: '对象须为 node/rules',
    calendarNote: '期限按工作日历计算，首日不计入。本节点载入的年份：{years}。', digestNote: '日历摘要', year: '年份', holiday: '节假日', from: '开始', to: '结束', workday: '调休上班', notice: '通知', notLoaded: '本节点未载入该年日历', replay: '以另一规则包重判本节点已有记录（只读）在服务器上以命令运行，结果列出会改变的每一项：',
  },
  en: {
    id: 'Rule', article: 'Article', level: 'Level', text: 'Text', enforcement: 'Enforced', applied: 'Applied', refused: 'Refused', stories: 'Stories', close: 'Close',
    live: 'Counts come from the ledger of this node.', point: 'Enforcement point', parameter: 'Parameter', value: 'Value', origin: 'Origin', byDefault: 'Product default', ofPack: 'pack {pack}', noParameters: 'No parameters', storyNone: 'No story', storyNote: 'Executable stories that ship with the product',
    shippedNote: 'From the packs that ship with the product, not from records of this node.', left: 'Left pack', right: 'Right pack', onlyLeft: 'left only', onlyRight: 'right only', same: 'same', differs: 'differs', difference: 'Difference', none: '—', cannot: 'Choose two different packs',
    packs: 'Packs of this node', pack: 'Pack', status: 'Status', digest: 'SM3 digest', signer: 'Signed by', unsigned: 'not signed', trusted: 'trusted', untrusted: 'signer is not trusted', expires: 'Valid until', unlimited: 'not limited', daysLeft: '{n} days left', expired: 'expired', issued: 'Issued', effective: 'In force from', loaded: 'Loaded', loads: 'loaded or changed {n} times',
    clashes: 'Clashes with the pack above', noClashes: 'No clashes', topic: 'Topic', local: 'Local', overlay: 'Above', settled: 'settled', open: 'open', prevails: 'Which prevails', holds: 'What holds', decision: 'Id of a confirmed outside decision', settle: 'Record the decision', settledList: 'Recorded decisions on clashes', continued: 'Authority to go on after expiry', continueTitle: 'Go on after a pack has expired', continueRecord: 'Record the authority', done: 'Written to the ledger', warnings: 'Warnings', node: 'must be about node/rules',
    calendarNote: 'Time limits count in working days, the first day not included. Years loaded here: {years}.', digestNote: 'Digest of the calendar', year: 'Year', holiday: 'Holiday', from: 'From', to: 'To', workday: 'Worked to make up', notice: 'Notice', notLoaded: 'This node has no calendar for that year', replay: 'Judging the history of this node under another pack (read-only) is a command on the server; it lists whatever would change:',
  },
})
