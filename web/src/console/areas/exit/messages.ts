import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    progress: '退出进度', revoked: '收回的权限', revokedHelp: '退出启动时即失效。', scenarios: '应用场景', workspaces: '开发利用环境', jobs: '作业', products: '数据产品', subscriptions: '订阅', agreements: '应用协议', none: '没有需要收回的权限',
    files: '列明的文件', file: '文件', category: '类别', bytes: '字节数', digest: 'SM3 摘要', fate: '处理', kept: '保留（规则和协议均未要求删除）', deleted: '删除', toDelete: '待删除', noFiles: '没有列明的文件',
    keys: '销毁的密钥', keyName: '密钥', fingerprint: '指纹', when: '销毁时间', neverMade: '从未生成', notices: '发出的通知', org: '单位', product: '产品', paying: '付费订阅', yes: '是', no: '否',
    certificate: '退出证明', certificateHelp: '由本节点以 SM2 签名；下载后可用 gongshu certificate 离线核验。', download: '下载证明', bytesSigned: '签名所覆盖的内容', algorithm: '签名算法', signature: '签名', key: '节点公钥',
  },
  en: {
    progress: 'How far the exit has come', revoked: 'Rights revoked', revokedHelp: 'Without effect from the moment the exit was started.', scenarios: 'Scenarios', workspaces: 'Workspaces', jobs: 'Jobs', products: 'Products', subscriptions: 'Subscriptions', agreements: 'Application agreements', none: 'Nothing had to be revoked',
    files: 'Files listed', file: 'File', category: 'Category', bytes: 'Bytes', digest: 'SM3 digest', fate: 'What becomes of it', kept: 'kept (neither rule nor agreement wants it deleted)', deleted: 'deleted', toDelete: 'to be deleted', noFiles: 'No file is listed',
    keys: 'Keys destroyed', keyName: 'Key', fingerprint: 'Fingerprint', when: 'When', neverMade: 'never made', notices: 'Notices given', org: 'Organisation', product: 'Product', paying: 'Paying', yes: 'yes', no: 'no',
    certificate: 'Certificate of the exit', certificateHelp: 'Signed with SM2 by this node; once downloaded it can be checked offline with gongshu certificate.', download: 'Download the certificate', bytesSigned: 'What is signed', algorithm: 'Algorithm', signature: 'Signature', key: "The node's public key",
  },
})
