import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    doctorHelp: '与服务器上的命令 gongshu doctor 检查相同的项目；三十秒内重复查看，结果相同。', again: '重新检查', finding: '结论', what: '检查项', text: '说明', fix: '处理办法', fixHelp: '处理办法由运维人员在服务器上执行；$DATA 为数据目录，$RULEPACKS 为规则包目录。', sound: '没有问题', unsound: '有问题须处理', counts: '检查 {of} 项，问题 {problems} 项，提醒 {warnings} 项', checked: '检查于 {time}',
    backupsHelp: '备份在节点运行中进行，写成后校验账本、视图和用量。备份不含密钥，存于服务器数据目录的 backups 下，不提供下载。', make: '立即备份', makeText: '备份在后台进行，期间可以继续办理。', making: '正在备份并校验', noBackups: '还没有备份', free: '磁盘可用空间', started: '开始时间', status: '状态', by: '发起人', entries: '账目数', size: '大小', files: '文件数', verified: '已校验', present: '仍在磁盘', folder: '编号（目录名）', digest: '文件清单 SM3', fault: '失败原因', yes: '是', no: '否',
  },
  en: {
    doctorHelp: 'The same checks as the command gongshu doctor on the server; within thirty seconds the answer is the same.', again: 'Examine again', finding: 'Finding', what: 'What', text: 'Says', fix: 'What to do', fixHelp: 'Done by whoever runs the machine; $DATA is the data directory, $RULEPACKS that of the packs.', sound: 'No problem', unsound: 'There are problems', counts: '{of} checks, {problems} problems, {warnings} warnings', checked: 'examined at {time}',
    backupsHelp: 'Made while the node runs; ledger, views and usage of the copy are verified once it is written. It holds no keys, lies under backups in the data directory of the server, and is not downloaded.', make: 'Back up now', makeText: 'The backup goes on in the background; work can go on meanwhile.', making: 'Backing up and verifying', noBackups: 'There is no backup yet', free: 'Free space', started: 'Started', status: 'Status', by: 'By', entries: 'Entries', size: 'Size', files: 'Files', verified: 'Verified', present: 'On disk', folder: 'Id (folder)', digest: 'SM3 of the list of files', fault: 'Fault', yes: 'yes', no: 'no',
  },
})
