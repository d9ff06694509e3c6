import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {amendment: '办理中的变更', amendmentNote: '变更生效前，仍按原协议执行。', reason: '变更理由', decision: '集体决策', signed: '已签署'},
  en: {amendment: 'Amendment under way', amendmentNote: 'The old text holds until the amendment is in force.', reason: 'Reason', decision: 'Decision', signed: 'Signed by'},
})
