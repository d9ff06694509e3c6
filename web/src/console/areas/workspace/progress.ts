/** How far a running job has come, as far as the node tells this person. */
import type {Schemas} from '@/api/client'
import type {Words} from '@/i18n/words'

type Progress = Schemas['JobProgress']

/** In the order in which a run goes through them. */
export const phases: Record<Progress['phase'], Words> = {
  preparing: {zh: '准备', en: 'Preparing'}, loading: {zh: '装载数据', en: 'Loading'}, computing: {zh: '计算', en: 'Computing'}, sealing: {zh: '封存结果', en: 'Sealing'},
}

/** Percent of the rows that are loaded; nothing where the node does not say, or how long a part takes is not known. */
export function share(progress: Progress | undefined): number | undefined {
  if (progress?.phase !== 'loading' || !progress.rows_total || progress.rows_loaded === undefined) return undefined
  return Math.min(100, Math.floor((progress.rows_loaded / progress.rows_total) * 100))
}

const order = Object.keys(phases) as Progress['phase'][]

/** Whether the run has come to this phase. */
export const begun = (progress: Progress, phase: Progress['phase']): boolean => order.indexOf(phase) <= order.indexOf(progress.phase)

/** Seconds that a phase took; nothing of one that goes on, or where the node does not say. */
export function spent({phases: all = []}: Progress, phase: Progress['phase']): number | undefined {
  const at = all.findIndex((one) => one.phase === phase)
  const next = all[at + 1]
  return at < 0 || !next ? undefined : Math.max(0, Math.round((next.since - all[at]!.since) / 1000))
}
