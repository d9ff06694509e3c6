import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {title: '名称', code: '代码', status: '状态', empty: '没有您可以查看的目录条目'},
  en: {title: 'Title', code: 'Code', status: 'Status', empty: 'There is no catalog entry that you may see'},
})
