/** The checks of a proof put together: what was checked, and which check failed. The first failure is the verdict. */
import {equal, fromHex, toHex} from './bytes'
import {commits, differences, leafOf, type ShownEntry} from './entry'
import {isConsistent, rootFromInclusion} from './merkle'
import {fingerprint, readCheckpoint, readKey, signedBy, type Checkpoint} from './note'

export interface Check {
  /** Key of its text: verify.<name>. */
  name: 'asked' | 'key' | 'signature' | 'envelope' | 'data' | 'leaf' | 'inclusion' | 'consistency'
  passed: boolean
  detail?: string
}

export interface Verdict {
  holds: boolean
  checks: Check[]
}

export interface InclusionProof {
  seq: number
  size: number
  leaf: string
  path: readonly string[]
  envelope?: string
}

/** Which entry was asked for, and its leaf where another page showed it. */
export interface Asked {
  seq: number
  leaf?: string
}

const attempt = (name: Check['name'], what: () => boolean | string): Check => {
  try {
    const outcome = what()
    return typeof outcome === 'string' ? {name, passed: false, detail: outcome} : {name, passed: outcome}
  } catch (error) {
    return {name, passed: false, detail: error instanceof Error ? error.message : String(error)}
  }
}

const sum = (checks: Check[]): Verdict => ({holds: checks.length > 0 && checks.every((check) => check.passed), checks})

function checkNote(note: string, pem: string, checks: Check[]): Checkpoint | undefined {
  let checkpoint: Checkpoint | undefined
  let point: Uint8Array | undefined
  const key = attempt('key', () => Boolean(point = readKey(pem)))
  if (point) key.detail = fingerprint(point)
  checks.push(key)
  checks.push(attempt('signature', () => {
    checkpoint = readCheckpoint(note)
    return point ? signedBy(checkpoint, point) : 'no key'
  }))
  return checkpoint
}

export function verifyCheckpoint(note: string, pem: string): Verdict {
  const checks: Check[] = []
  checkNote(note, pem, checks)
  return sum(checks)
}

/** One entry: key, checkpoint, the envelope against what is shown, its hash, and the path to the root that was signed. */
export function verifyInclusion(proof: InclusionProof, note: string, pem: string, shown?: ShownEntry, asked?: Asked): Verdict {
  const checks: Check[] = []
  if (asked) checks.push(attempt('asked', () => (proof.seq !== asked.seq ? `${proof.seq} ≠ ${asked.seq}` : asked.leaf === undefined || asked.leaf === proof.leaf || `${proof.leaf} ≠ ${asked.leaf}`)))
  const checkpoint = checkNote(note, pem, checks)
  const {envelope} = proof
  if (shown && envelope !== undefined) checks.push(attempt('envelope', () => {
    const wrong = differences(shown, envelope)
    return wrong.length ? wrong.join(', ') : true
  }))
  if (shown?.data !== undefined && shown.salt && envelope !== undefined) checks.push(attempt('data', () => commits(envelope, shown.data, shown.salt!)))
  if (envelope !== undefined) checks.push(attempt('leaf', () => leafOf(envelope) === proof.leaf))
  checks.push(attempt('inclusion', () => {
    if (!checkpoint || checkpoint.size !== proof.size) return 'size'
    if (shown && shown.seq !== proof.seq) return 'seq'
    const root = rootFromInclusion(proof.seq, proof.size, fromHex(proof.leaf), proof.path)
    return root !== undefined && equal(root, checkpoint.root)
  }))
  return sum(checks)
}

/** A checkpoint kept from earlier, against a later one: both signed by the key, and nothing between them changed. */
export function verifyConsistency(earlier: string, later: string, path: readonly string[], pem: string): Verdict {
  const checks: Check[] = []
  const a = checkNote(earlier, pem, checks)
  const b = checkNote(later, pem, checks)
  checks.push(attempt('consistency', () => {
    if (!a || !b) return 'no checkpoint'
    if (a.origin !== b.origin) return 'origin'
    return isConsistent(a.size, b.size, a.root, b.root, path)
  }))
  return sum(checks)
}

export const rootText = (note: string): {origin: string; size: number; root: string} => {
  const {origin, size, root} = readCheckpoint(note)
  return {origin, size, root: toHex(root)}
}
