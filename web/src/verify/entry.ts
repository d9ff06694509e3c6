/** An entry as a page shows it, against the envelope that the tree holds. */
import {toHex, utf8} from './bytes'
import {leafHash} from './merkle'

export interface ShownEntry {
  seq: number
  time: string
  type: string
  rules: readonly string[]
  actor?: string
  org?: string
  stream?: string
}

const members = ['seq', 'type', 'actor', 'org', 'stream'] as const

/** Names of what the page shows differently from the envelope; empty when all agrees. Throws when the envelope cannot be read. */
export function differences(shown: ShownEntry, envelope: string): string[] {
  const sealed = JSON.parse(envelope) as Record<string, unknown>
  const out: string[] = members.filter((member) => shown[member] !== undefined && shown[member] !== sealed[member])
  if (new Date(shown.time).getTime() !== sealed.time) out.push('time')
  if (JSON.stringify(shown.rules) !== JSON.stringify(sealed.rules)) out.push('rules')
  return out
}

export const leafOf = (envelope: string): string => toHex(leafHash(utf8(envelope)))
