/** Which review chain will run: what the pack's rules name at a point, and how that chain ran last. */
import {rulesAt, type Binding} from '../rulebook'
import type {Chain, ChainStep, Rec, Subject} from './subject'

export interface Coming {
  rules: Pick<Binding, 'rule' | 'article'>[]
  /** Empty when no run of the chain can be seen. */
  steps: ChainStep[]
  /** Taken from a run before, not from the definition. */
  fromRun: boolean
  tell: string[]
}

/** A step as it stands before the chain runs. */
function asAhead(step: ChainStep): ChainStep {
  return {...step, status: 'waiting', due: undefined, opinion: undefined}
}

/** The chain that the rules at `point` name. The node lists its name and article; its steps show in runs of it that one may see. */
export async function comingChain<R extends Rec>(subject: Subject<R>, record: R, point: string): Promise<Coming | undefined> {
  const bindings = (await rulesAt(point)).filter((binding) => typeof binding.params.chain === 'string')
  const name = bindings[0]?.params.chain
  const runOf = (row: R): Chain | undefined => {
    const chain = subject.review?.of(row) as Chain | undefined
    return chain?.steps && (!name || chain.chain === name) ? chain : undefined
  }
  const last = runOf(record) ?? (await subject.list().catch(() => [] as R[])).map(runOf).filter((run) => run !== undefined).at(-1)
  if (!name && !last) return undefined
  return {rules: bindings, steps: last?.steps.map(asAhead) ?? [], fromRun: true, tell: last?.tell ?? []}
}

interface StepDef {
  role: string
  covers?: string[]
  attachments?: string[]
  due?: string
  optional?: boolean
  declares_conflict?: boolean
  people?: number
  quorum?: number
}

export interface ChainDef {
  applicant?: string
  steps: {parallel: StepDef[]; blind?: boolean}[]
  tell?: string[]
}

/** The chain as a procedure of the pack defines it. A panel has one part for each of its people. */
export function chainOfDef(chain: ChainDef, rules: Coming['rules']): Coming {
  const steps = chain.steps.flatMap(({parallel, blind}, stage) => parallel.flatMap(({role, covers = [], attachments = [], due, optional = false, declares_conflict, people = 1, quorum}) => (
    Array.from({length: people}, (): ChainStep => ({stage, role, optional, covers, attachments, within: due, status: 'waiting', blind, declares_conflict, quorum}))
  )))
  return {rules, steps, fromRun: false, tell: chain.tell ?? []}
}
