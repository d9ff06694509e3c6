/** Which review chain will run, before anybody hands in: as the node tells it, or as a matter's procedure defines it. */
import {api, ask, type Schemas} from '@/api/client'
import type {Words} from '@/i18n/words'
import {packName} from './pack'
import type {ChainStep} from './subject'

export interface Coming {
  rules: {rule: string; article: string}[]
  steps: ChainStep[]
  tell: string[]
  /** What must have happened first, or bars it. */
  gates: Gate[]
}

export interface Gate {
  procedure: Words
  states: Words[]
  /** These states bar it; otherwise it waits for one of them. */
  barred: boolean
  within?: Words
  rule?: string
  article?: string
  /** The rule only encourages it, or asks for it in principle. */
  soft?: boolean
}

let list: Promise<Schemas['ReviewChainList']> | undefined

function readChains(): Promise<Schemas['ReviewChainList']> {
  list ??= ask(api.GET('/api/v1/reviews/chains')).catch((error) => {
    list = undefined
    throw error
  })
  return list
}

type StepPlan = Schemas['ReviewStepPlan']

/** A panel has one part for each of its people. */
function stepsOf(stages: readonly {blind?: boolean; steps: readonly (Partial<Omit<StepPlan, 'role' | 'within'>> & {role: string; within?: {text: Words}})[]}[]): ChainStep[] {
  return stages.flatMap(({blind, steps}, stage) => steps.flatMap(({role, covers = [], attachments = [], within, optional = false, declares_conflict, people = 1, quorum}) => (
    Array.from({length: people}, (): ChainStep => ({stage, role, optional, covers, attachments, within: within?.text, status: 'waiting', blind, declares_conflict, quorum}))
  )))
}

export function comingOf({chain, rules, gates}: Schemas['ReviewChainUse'], labels: Record<string, Words>): Coming {
  const name = (key: string): Words => labels[key] ?? packName(key)
  return {
    rules: rules.map(({id, article}) => ({rule: id, article})), steps: stepsOf(chain.stages), tell: chain.tell,
    gates: gates.map(({procedure, states, barred, within, rule}) => ({procedure: name(procedure), states: states.map(name), barred, within: within?.text, rule: rule?.id, article: rule?.article, soft: rule?.level === 'encourage' || rule?.level === 'principle'})),
  }
}

/** The chain at the first of these enforcement points that has one. */
export async function comingAt(...points: string[]): Promise<Coming | undefined> {
  const {rows, labels} = await readChains()
  const use = points.map((point) => rows.find((row) => row.point === point)).find((row) => row !== undefined)
  return use && comingOf(use, labels)
}

interface StepDef extends Partial<Omit<StepPlan, 'role' | 'within'>> {
  role: string
  due?: string
}

export interface ChainDef {
  applicant?: string
  steps: {parallel: StepDef[]; blind?: boolean}[]
  tell?: string[]
}

const units: Record<string, Words> = {working_days: {zh: '个工作日', en: 'working days'}, days: {zh: '日', en: 'days'}, months: {zh: '个月', en: 'months'}, quarters: {zh: '个季度', en: 'quarters'}, years: {zh: '年', en: 'years'}}

/** "10 working_days" in words. */
export function termOf(text: string): Words {
  const [amount, unit] = text.split(' ')
  const known = units[unit ?? '']
  return known ? {zh: `${amount} ${known.zh}`, en: `${amount} ${known.en}`} : {zh: text, en: text}
}

/** The chain as a procedure of the pack defines it. */
export function chainOfDef(chain: ChainDef, rules: Coming['rules']): Coming {
  const stages = chain.steps.map(({blind, parallel}) => ({blind, steps: parallel.map(({due, ...step}) => ({...step, within: due ? {text: termOf(due)} : undefined}))}))
  return {rules, steps: stepsOf(stages), tell: chain.tell ?? [], gates: []}
}
