import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    help: '同一环节有多件待办时，可以勾选后一并办理；逐件送出，各自写入账本，未成功的逐件说明原因。', none: '没有可以批量办理的待办', noneText: '同一环节有两件以上待办时显示在这里。', group: '{kind} · {step}', count: '{n} 件', pick: '选择', title: '事项', due: '期限', result: '办理结果', all: '全选', chosen: '已选 {n} 件',
    noActs: '所选各件没有可以一并办理的操作：须附材料、须声明利害关系或须逐件填写的，请逐件办理。', waiting: '待办理', done: '已办理', choose: '请先勾选', confirm: '对所选 {n} 件办理“{act}”？', sum: '已办理 {done} 件，未成功 {failed} 件。',
  },
  en: {
    help: 'Where several records wait at the same step, tick them and deal with them together; each is sent and recorded by itself, and what does not pass says why.', none: 'Nothing to deal with together', noneText: 'Two or more records that wait at the same step appear here.', group: '{kind} · {step}', count: '{n}', pick: 'Pick', title: 'Record', due: 'Due', result: 'Outcome', all: 'Pick all', chosen: '{n} picked',
    noActs: 'Nothing can be done with all of these at once: attachments, declarations of interest and fields are each record\'s own.', waiting: 'waiting', done: 'done', choose: 'Pick first', confirm: '“{act}” for the {n} picked?', sum: '{done} done, {failed} not.',
  },
})
