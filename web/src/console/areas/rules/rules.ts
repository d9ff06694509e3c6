/** Rules as listRules gives them; the contract leaves the rows open. */
import {api, ask, type Schemas} from '@/api/client'
import {defineStates} from '@/blocks/states'
import type {Words} from '@/i18n/words'

export interface Binding {
  point: string
  level: string
  params: Record<string, unknown>
  title: Words
}

export interface Rule extends Words {
  id: string
  pack: string
  article: string
  level: string
  known: string
  enforcement: Words
  bind: Binding[]
  applied: number
  refused: number
}

export interface Clash {
  topic: string
  local: string
  overlay: string
  settled: boolean
}

export interface RuleBook extends Omit<Schemas['RuleList'], 'rows' | 'packs' | 'clashes' | 'settled' | 'continued' | 'warnings' | 'calendar'> {
  rows: Rule[]
  packs: Schemas['PackInForce'][]
  calendar: {digest: string; years: number[]}
  clashes: Clash[]
  settled: Record<string, unknown>[]
  continued: Record<string, unknown>[]
  warnings: Words[]
}

export const readRules = async (): Promise<RuleBook> => await ask(api.GET('/api/v1/rules')) as unknown as RuleBook

export const levels = defineStates<'must' | 'principle' | 'evidence' | 'encourage'>({
  must: {name: {zh: '应当', en: 'must'}, tone: 'bad'},
  principle: {name: {zh: '原则上', en: 'principle'}, tone: 'warn'},
  evidence: {name: {zh: '留存证据', en: 'evidence'}, tone: 'active'},
  encourage: {name: {zh: '鼓励', en: 'encouraged'}, tone: 'quiet'},
})

export const packStates = defineStates<Schemas['PackInForce']['status']>({
  in_force: {name: {zh: '施行中', en: 'in force'}, tone: 'good'},
  trial: {name: {zh: '试行', en: 'trial'}, tone: 'active'},
  draft: {name: {zh: '征求意见稿', en: 'draft for comment'}, tone: 'warn'},
})
