import {sm2, sm3 as digest} from 'sm-crypto-v2'
import {describe, expect, it} from 'vitest'
import {fromHex, toHex, utf8, type Bytes} from './bytes'
import known from '../../e2e/known.json'
import {leafHash, nodeHash, rootFromInclusion, isConsistent} from './merkle'
import {keyIdOf, lineSignedBy, readCheckpoint, readKey, userId} from './note'
import {verifyCheckpoint, verifyConsistency, verifyInclusion} from './verdict'

const {proof, entry, checkpoint, key} = known
const flip = (text: string, at: number): string => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)
const failed = (verdict: {checks: {name: string; passed: boolean}[]}) => verdict.checks.filter((check) => !check.passed).map((check) => check.name)

/** Root of leaves, straight from the definition in RFC 9162 2.1.1. */
function rootOf(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}
const leaves = known.leaves.map(fromHex)

describe('SM3', () => {
  it('gives the digests of GB/T 32905 annex A', () => {
    expect(digest('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(digest('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })
})

describe('a proof of a node', () => {
  it('holds as the node gave it', () => expect(verifyInclusion(proof, checkpoint, key, entry)).toMatchObject({holds: true}))
  it('refuses a changed path', () => expect(failed(verifyInclusion({...proof, path: [flip(proof.path[0]!, 5), ...proof.path.slice(1)]}, checkpoint, key, entry))).toEqual(['inclusion']))
  it('refuses a shortened path and a longer one', () => {
    expect(verifyInclusion({...proof, path: proof.path.slice(1)}, checkpoint, key).holds).toBe(false)
    expect(verifyInclusion({...proof, path: [...proof.path, proof.path[0]!]}, checkpoint, key).holds).toBe(false)
  })
  it('refuses the proof under another number', () => expect(failed(verifyInclusion({...proof, seq: proof.seq + 1}, checkpoint, key))).toEqual(['inclusion']))
  it('refuses the proof of another entry than the one asked for', () => {
    expect(verifyInclusion(proof, checkpoint, key, undefined, {seq: proof.seq, leaf: proof.leaf})).toMatchObject({holds: true})
    expect(failed(verifyInclusion(proof, checkpoint, key, undefined, {seq: proof.seq + 40}))).toEqual(['asked'])
    expect(failed(verifyInclusion(proof, checkpoint, key, undefined, {seq: proof.seq, leaf: flip(proof.leaf, 3)}))).toEqual(['asked'])
  })
  it('refuses a changed envelope', () => expect(failed(verifyInclusion({...proof, envelope: proof.envelope.replace('per-', 'pex-')}, checkpoint, key))).toEqual(['leaf']))
  it('refuses an entry that is shown differently', () => {
    expect(failed(verifyInclusion(proof, checkpoint, key, {...entry, type: 'authorization.agreement_ended'}))).toEqual(['envelope'])
    expect(failed(verifyInclusion(proof, checkpoint, key, {...entry, rules: []}))).toEqual(['envelope'])
  })
  it('refuses other data than the envelope commits to', () => {
    expect(verifyInclusion(proof, checkpoint, key, entry).checks.map(({name}) => name)).toContain('data')
    expect(failed(verifyInclusion(proof, checkpoint, key, {...entry, data: {...entry.data, forged: 1}}))).toEqual(['data'])
    expect(failed(verifyInclusion(proof, checkpoint, key, {...entry, salt: flip(entry.salt, 3)}))).toEqual(['data'])
  })
  it('refuses a checkpoint of another size, root or key', () => {
    expect(failed(verifyInclusion(proof, checkpoint.replace(`\n${proof.size}\n`, `\n${proof.size + 1}\n`), key))).toEqual(['signature', 'inclusion'])
    const other = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...fromHex(`3059301306072a8648ce3d020106082a811ccf5501822d034200${sm2.generateKeyPairHex().publicKey}`)))}\n-----END PUBLIC KEY-----`
    expect(failed(verifyCheckpoint(checkpoint, other))).toEqual(['signature'])
    expect(failed(verifyCheckpoint(checkpoint, 'no key'))).toEqual(['key', 'signature'])
  })
  it('refuses every changed bit of the signed text', () => {
    const end = checkpoint.indexOf('\n\n')
    for (let at = 0; at < end; at += 7) {
      const changed = checkpoint.slice(0, at) + String.fromCharCode(checkpoint.charCodeAt(at) ^ 1) + checkpoint.slice(at + 1)
      expect(verifyCheckpoint(changed, key).holds, `byte ${at}`).toBe(false)
    }
  })
})

describe('a checkpoint with a witness', () => {
  const base64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes))
  const witness = sm2.generateKeyPairHex()
  const point = fromHex(witness.publicKey)
  const line = (text: string, secret = witness.privateKey): string => {
    const signature = fromHex(sm2.doSignature(utf8(text), secret, {der: true, hash: true, publicKey: witness.publicKey, userId}))
    return `— witness.example ${base64(Uint8Array.from([...keyIdOf('witness.example', point), ...signature]))}\n`
  }
  const {text} = readCheckpoint(checkpoint)
  const verdicts = (note: string, key: Bytes) => {
    const read = readCheckpoint(note)
    return read.signatures.map((one) => lineSignedBy(read, one, key))
  }
  it('says of each line whether the key signed it, and nothing of lines under other keys', () => {
    const note = checkpoint + line(text)
    expect(readCheckpoint(note).signatures.map(({name}) => name)).toEqual([readCheckpoint(checkpoint).origin, 'witness.example'])
    expect(verdicts(note, point)).toEqual([undefined, true])
    expect(verdicts(note, readKey(key))).toEqual([true, undefined])
    expect(verifyCheckpoint(note, key).holds).toBe(true)
  })
  it('refuses a line over another text and one by another key under the name and key id of the witness', () => {
    expect(verdicts(checkpoint + line(text.replace(/\n\d+\n/, '\n7\n')), point)).toEqual([undefined, false])
    expect(verdicts(checkpoint + line(text, sm2.generateKeyPairHex().privateKey), point)).toEqual([undefined, false])
  })
  it('does not take a witness for the log', () => expect(failed(verifyCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 2) + line(text), key))).toEqual(['signature']))
})

describe('the tree', () => {
  it('has the root that the checkpoint signs', () => expect(toHex(rootOf(leaves))).toBe(toHex(readCheckpoint(checkpoint).root)))
  it.each(known.consistency.map((one) => [one.from, one] as const))('is consistent with its first %i leaves, and with no others', (from, one) => {
    const roots = [rootOf(leaves.slice(0, from)), rootOf(leaves)] as const
    expect(isConsistent(one.from, one.to, ...roots, one.path)).toBe(true)
    expect(isConsistent(one.from, one.to, rootOf([leafHash(utf8('other')), ...leaves.slice(1, from)]), roots[1], one.path)).toBe(false)
    if (one.path.length) expect(isConsistent(one.from, one.to, ...roots, [flip(one.path[0]!, 0), ...one.path.slice(1)])).toBe(false)
  })
  it('proves no place beyond its end', () => expect(rootFromInclusion(5, 5, leaves[0]!, [])).toBeUndefined())
  it('proves a single leaf with an empty path', () => expect(rootFromInclusion(0, 1, leaves[0]!, [])).toEqual(leaves[0]))
  it('is consistent with itself under the same key', () => expect(verifyConsistency(checkpoint, checkpoint, [], key).holds).toBe(true))
})
