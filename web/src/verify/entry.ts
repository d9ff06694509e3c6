/** An entry as a page shows it, against the envelope that the tree holds. */
import {fromHex, sm3, toHex, utf8} from './bytes'
import {leafHash} from './merkle'

export interface ShownEntry {
  seq: number
  time: string
  type: string
  rules: readonly string[]
  actor?: string
  org?: string
  stream?: string
  /** What was recorded, with the salt (hex) of the envelope's commitment to it; absent where it is not shown. */
  data?: unknown
  salt?: string
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

/** RFC 8785 for what the ledger holds: members in UTF-16 order, integers, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

const dataMark = Uint8Array.of(2)

/** SM3(0x02 || salt || data) is what the envelope commits to. */
export function commits(envelope: string, data: unknown, salt: string): boolean {
  const {data: sealed} = JSON.parse(envelope) as {data?: unknown}
  return toHex(sm3(dataMark, fromHex(salt), utf8(canonical(data)))) === sealed
}

export const leafOf = (envelope: string): string => toHex(leafHash(utf8(envelope)))
