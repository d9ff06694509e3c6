import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    messages: '收发报文', messagesHelp: '收到的是对方人员的办理，发出的是办理结果和状态变化。每条报文只办理一次，按序号办理。', noMessages: '还没有收发报文', noPeers: '先登记相邻平台', allPeers: '全部', key: '公钥',
    time: '时间', way: '方向', inbound: '收到', outbound: '发出', peer: '相邻平台', sequence: '序号', kind: '种类', record: '涉及的记录', outcome: '结果', why: '依据', details: '详情', close: '收起', message: '报文编号',
    inboundNo: '收到的第 {n} 号报文', outboundNo: '发出的第 {n} 号报文', check: '在浏览器中核验签名', signed: '签名有效', notSigned: '签名无效', text: '签名所覆盖的内容',
    files: '以文件交换', filesHelp: '没有网络连通时，下载待送报文交给对方；对方交来的文件在此收入。报文自带签名，由谁携带不影响真伪。', waitingCount: '待对方确认的报文：{n} 条', download: '下载待送报文', takeFile: '收入对方的文件', taken: '文件中各条报文的结果', stopped: '在下列报文处停下，其后未办理：', badLine: '文件第 {n} 行不是有效的 JSON',
  },
  en: {
    messages: 'Messages', messagesHelp: 'What comes in are acts of the peer’s people; what goes out are results and changes of status. Each is dealt with once, in order.', noMessages: 'No message yet', noPeers: 'Register a platform first', allPeers: 'All', key: 'Public key',
    time: 'Time', way: 'Direction', inbound: 'in', outbound: 'out', peer: 'Platform', sequence: 'No.', kind: 'Kind', record: 'Record', outcome: 'Outcome', why: 'Basis', details: 'Details', close: 'Close', message: 'Message',
    inboundNo: 'Message no. {n} from the peer', outboundNo: 'Message no. {n} to the peer', check: 'Check the signature in the browser', signed: 'The signature holds', notSigned: 'The signature does not hold', text: 'What the signature covers',
    files: 'By files', filesHelp: 'Without a network, what waits is downloaded for the peer, and the file that the peer wrote is taken in here. Messages carry their signatures; it does not matter who brings them.', waitingCount: 'Not yet acknowledged by the peer: {n}', download: 'Download what waits', takeFile: 'Take in a file of the peer', taken: 'What became of each message', stopped: 'Stopped at this message; nothing after it was dealt with:', badLine: 'Line {n} of the file is not valid JSON',
  },
})
