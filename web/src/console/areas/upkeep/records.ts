import {api, ask, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'
import {defineRecords} from '../../area'

export type Backup = Schemas['Backup']
export type Check = Schemas['DoctorCheck']

export const backupStates = defineStates<Backup['status']>({
  running: {name: {zh: '进行中', en: 'Running'}, tone: 'active'},
  done: {name: {zh: '已完成', en: 'Done'}, tone: 'good'},
  failed: {name: {zh: '失败', en: 'Failed'}, tone: 'bad'},
})

export const findings = defineStates<Check['finding']>({
  ok: {name: {zh: '正常', en: 'In order'}, tone: 'good'},
  warning: {name: {zh: '提醒', en: 'Warning'}, tone: 'warn'},
  problem: {name: {zh: '问题', en: 'Problem'}, tone: 'bad'},
})

/** What is examined. A check of a newer node keeps its identifier. */
const checks: Record<string, Words> = {
  directory: {zh: '数据目录', en: 'Data directory'}, permissions: {zh: '文件权限', en: 'Permissions'}, keys: {zh: '密钥', en: 'Keys'}, schema: {zh: '数据库结构', en: 'Database schema'}, folders: {zh: '子目录', en: 'Folders'},
  disk: {zh: '磁盘', en: 'Disk'}, ledger: {zh: '账本', en: 'Ledger'}, usage: {zh: '使用记录', en: 'Usage records'}, clock: {zh: '时钟', en: 'Clock'}, pack: {zh: '规则包', en: 'Rule pack'}, packs: {zh: '规则包', en: 'Rule packs'},
  calendar: {zh: '工作日历', en: 'Calendar'}, engine: {zh: '查询引擎', en: 'Query engine'}, backup: {zh: '备份', en: 'Backup'}, backups: {zh: '备份', en: 'Backups'},
}
export const checkName = (name: string): Words => checks[name] ?? {zh: name, en: name}

export const listBackups = () => ask(api.GET('/api/v1/backups'))

/** Bytes as people read them. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const value = bytes / 1024 ** power
  return `${power && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}

export default defineRecords({kind: 'backup', name: {zh: '备份', en: 'Backup'}, states: backupStates, to: () => ({name: 'backups'})})
