import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {item: '检查项', verdict: '结论', passed: '通过', failed: '未通过', evidence: '证据', check: '机器合规检查', toEgress: '出域审查', subscribers: '订阅方', subscriber: '订阅单位', purpose: '用途', until: '至', calling: '程序调用', callingHelp: '应用密钥在“应用密钥”签发，只显示一次；以环境变量 GONGSHU_KEY、GONGSHU_SECRET 提供。大写的词换成实际值；一次调用只问一个主体，随机数不得重复使用。', signed: '签名的文本（HMAC-SM3，Base64）', language: '示例语言', 'in.curl': 'curl', 'in.java': 'Java', 'in.python': 'Python'},
  en: {item: 'Item', verdict: 'Verdict', passed: 'passed', failed: 'failed', evidence: 'Evidence', check: "The machine's check", toEgress: 'Egress review', subscribers: 'Subscribers', subscriber: 'Organisation', purpose: 'Purpose', until: 'Until', calling: 'Calls by program', callingHelp: 'An application key is issued under Application keys and shown once; give it in GONGSHU_KEY and GONGSHU_SECRET. Put real values for the words in capitals; a call asks about one entity, and a nonce is used once.', signed: 'The signed text (HMAC-SM3 in Base64)', language: 'Language of the example', 'in.curl': 'curl', 'in.java': 'Java', 'in.python': 'Python'},
})
