import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {title: '公共数据授权运营门户', intro: '公开本节点施行的规则与账本检查点，任何人都可以核对，无需登录。', rules: '施行规则', checkpoint: '最新检查点', digest: '摘要 SM3', until: '有效期至', status: '状态', pack: '规则包', unlimited: '未规定',
    in_force: '施行中', trial: '试行', draft: '征求意见稿，尚未生效', signIn: '登录控制台', switchLanguage: 'English', none: '尚无记录'},
  en: {title: 'Authorized operation of public data: portal', intro: 'The rules in force on this node and the checkpoint of its ledger, for anyone to check, without signing in.', rules: 'Rules in force', checkpoint: 'Latest checkpoint', digest: 'SM3 digest', until: 'Valid until', status: 'Status', pack: 'Rule pack', unlimited: 'not limited',
    in_force: 'in force', trial: 'trial', draft: 'draft, not law in force', signIn: 'Sign in to the console', switchLanguage: '中文', none: 'Nothing is recorded yet'},
})
