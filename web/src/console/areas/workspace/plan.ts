/** The canonical plan in steps: its text has one part a line, each begun by what it does. */
export const planKinds = ['mode', 'from', 'join', 'where', 'group', 'control', 'having', 'output', 'order', 'limit', 'other'] as const
export type PlanKind = (typeof planKinds)[number]

export interface PlanStep {
  kind: PlanKind
  lines: string[]
}

const heads: Record<string, PlanKind> = {
  statistical: 'mode', plain: 'mode', from: 'from', join: 'join', 'left-join': 'join', 'right-join': 'join', 'full-join': 'join', 'cross-join': 'join', where: 'where', grouped: 'group', key: 'group', 'grouping-set': 'group', window: 'group', aggregate: 'group', k: 'control', dominance: 'control', p_percent: 'control', having: 'having', output: 'output', distinct: 'output', order: 'order', limit: 'limit', offset: 'limit',
}

/** Names come with their length before them, so that no name can be taken for another: 9:residents. */
const readable = (line: string): string => line.replace(/\b\d+:(?=[\p{L}_])/gu, '')

export function planSteps(plan: string): PlanStep[] {
  const steps: PlanStep[] = []
  for (const line of plan.split('\n').slice(1).filter((one) => one.trim())) {
    const last = steps.at(-1)
    const inner = /^[ )]/.test(line) && last  // a query within the step before it
    const kind = inner ? inner.kind : heads[line.split(' ')[0]!] ?? 'other'
    if (last?.kind === kind) last.lines.push(readable(line))
    else steps.push({kind, lines: [readable(line)]})
  }
  return steps
}

/** Output columns that count something, by their names. */
export function countColumns(plan: string): string[] {
  const lines = plan.split('\n')
  const aggregates = lines.filter((line) => line.startsWith('aggregate '))
  return lines.flatMap((line) => {
    const made = /^output \d+:(.*) \(aggregate (\d+)\)$/.exec(line)
    return made && aggregates[Number(made[2])]?.startsWith('aggregate count') ? [made[1]!] : []
  })
}
