import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    required: '必填', fieldMissing: '请填写{field}', badPattern: '{field}的格式不符', tooShort: '{field}至少 {n} 个字符', tooLong: '{field}至多 {n} 个字符', outOfRange: '{field}须在 {min} 与 {max} 之间', 
    errors: '有 {n} 处需要更正', page: '第 {n} 页，共 {of} 页', next: '下一页', back: '上一页', submit: '提交', saveDraft: '保存草稿', saveDraftNote: '保存到平台后仍是草稿，在其页面提交之后才开始办理。', draftKept: '已暂存，只存在本机浏览器，30 天后清除', draftStays: '退出登录后仍保留', draftFound: '本机浏览器中有暂存内容，尚未保存到平台，暂存于 {time}', draftUse: '继续填写', draftDrop: '放弃暂存',
    item: '第 {n} 项', add: '添加一项', remove: '移除', choose: '请选择', seek: '在 {of} 项中查找', yuan: '元', basedOn: '依据{article}',
    documentTitle: '材料名称', documentIssuer: '出具单位', documentIssuerOrg: '由本节点登记的单位出具', documentIssuerElsewhere: '非本节点登记单位', documentIssued: '出具日期', documentValid: '有效期至', documentNumber: '文号', documentFile: '文件', documentDeposit: '存证', documentDone: '已存证', documentTooLarge: '文件超过 5 MB', documentTypes: '接受 PDF、OFD、XML、TXT、PNG、JPEG，至多 5 MB。', documentExisting: '材料编号', documentUpload: '上传文件', documentMore: '其他要素（文号、日期等）', documentChoose: '或选用此前存证的材料', documentSameKind: '同类材料', documentOtherKinds: '其他材料', documentUnlisted: '列表中没有（外单位材料），按编号填写', documentById: '编号为 {id} 的材料', documentAnother: '改为上传文件',
    applies: '属于', appliesNot: '不属于', pageFaults: '此页有 {n} 处需要更正', note: '审核意见（{about}）：', notesOn: '（审核意见 {n} 条）',
  },
  en: {
    required: 'required', fieldMissing: 'Fill in: {field}', badPattern: '{field} has the wrong format', tooShort: '{field}: at least {n} characters', tooLong: '{field}: at most {n} characters', outOfRange: '{field} must be between {min} and {max}', 
    errors: '{n} places need a correction', page: 'Page {n} of {of}', next: 'Next page', back: 'Previous page', submit: 'Submit', saveDraft: 'Save draft', saveDraftNote: 'Saved on the platform it is still a draft; it is dealt with once you hand it in on its page.', draftKept: 'Kept in this browser only, for 30 days', draftStays: 'keep it after signing out', draftFound: 'This browser holds what you wrote by {time} and did not save on the platform', draftUse: 'Go on with it', draftDrop: 'Discard it',
    item: 'Item {n}', add: 'Add an item', remove: 'Remove', choose: 'Choose', seek: 'Find among {of}', yuan: 'yuan', basedOn: 'under {article}',
    documentTitle: 'Title', documentIssuer: 'Issued by', documentIssuerOrg: 'Issuer registered on this node', documentIssuerElsewhere: 'not registered here', documentIssued: 'Issued on', documentValid: 'Valid until', documentNumber: 'Number', documentFile: 'File', documentDeposit: 'Deposit', documentDone: 'Deposited', documentTooLarge: 'The file exceeds 5 MB', documentTypes: 'PDF, OFD, XML, TXT, PNG or JPEG, at most 5 MB.', documentExisting: 'Document id', documentUpload: 'Upload a file', documentMore: 'More about it (number, dates)', documentChoose: 'or choose a document deposited before', documentSameKind: 'Of this kind', documentOtherKinds: 'Other documents', documentUnlisted: 'Not in the list (of another organisation): give its id', documentById: 'Document {id}', documentAnother: 'Upload a file instead',
    applies: 'applies', appliesNot: 'does not apply', pageFaults: '{n} places on this page need a correction', note: 'Note on {about}:', notesOn: '(notes: {n})',
  },
})
