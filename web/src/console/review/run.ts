/** A run of a review chain, as records carry it in `review`; the contract leaves its members open (src/rules/chain.h). */
export interface Opinion {
  role: string
  person: string
  org: string
  verdict: 'pass' | 'refuse' | 'send_back'
  reason: string
  basis: string
  attachments: Record<string, string>
  time: number
  step: number
}

export interface ChainStep {
  stage: number
  role: string
  optional: boolean
  covers: string[]
  attachments: string[]
  within?: string
  due?: string
  status: 'waiting' | 'open' | 'passed' | 'refused' | 'returned' | 'closed'
  opinion?: Opinion
}

export interface ChainRun {
  steps: ChainStep[]
}

/** Open steps that an organisation with these roles may take. */
export function openSteps(run: ChainRun | undefined, roles: readonly string[]): ChainStep[] {
  return (run?.steps ?? []).filter((step) => step.status === 'open' && roles.includes(step.role))
}
