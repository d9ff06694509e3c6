/** Checkpoints: C2SP signed notes with SM2 signatures. */
import {sm2} from 'sm-crypto-v2'
import {equal, fromBase64, sm3, toHex, utf8, type Bytes} from './bytes'

export interface Checkpoint {
  origin: string
  size: number
  root: Bytes
  /** What is signed, with its last newline. */
  text: string
  signatures: {name: string; keyId: Bytes; signature: Bytes}[]
}

/** Throws with the reason when the text is not a checkpoint. */
export function readCheckpoint(note: string): Checkpoint {
  const cut = note.indexOf('\n\n')
  if (cut < 0) throw new Error('no signature block')
  const text = note.slice(0, cut + 1)
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || !root || extensions.length) throw new Error('not origin, size and root')
  const lines = note.slice(cut + 2).split('\n')
  if (lines.pop() !== '' || !lines.length) throw new Error('no signature line')
  return {origin, size: Number(size), root: fromBase64(root), text, signatures: lines.map(signatureLine)}
}

function signatureLine(line: string): Checkpoint['signatures'][number] {
  const match = /^— (\S+) (\S+)$/u.exec(line)
  if (!match) throw new Error('not a signature line')
  const bytes = fromBase64(match[2]!)
  if (bytes.length < 5) throw new Error('signature too short')
  return {name: match[1]!, keyId: bytes.slice(0, 4), signature: bytes.slice(4)}
}

/** SubjectPublicKeyInfo of an SM2 key: id-ecPublicKey, sm2p256v1, an uncompressed point. */
const keyHead = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** The public point 04 || x || y of a PEM file. */
export function readKey(pem: string): Bytes {
  const body = /-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END PUBLIC KEY-----/.exec(pem)?.[1]
  if (!body) throw new Error('not a PEM public key')
  const der = fromBase64(body.replace(/\s/g, ''))
  if (toHex(der.slice(0, 26)) !== keyHead || der.length !== 91 || der[26] !== 4) throw new Error('not an SM2 public key')
  return der.slice(26)
}

export const keyIdOf = (name: string, point: Bytes): Bytes => sm3(utf8(`${name}\n`), Uint8Array.of(0xff), utf8('gongshu/sm2-with-sm3'), point).slice(0, 4)

/** Fingerprint of a key for people to compare: SM3 of the point. */
export const fingerprint = (point: Bytes): string => toHex(sm3(point))

export const userId = '1234567812345678'

/** Does this line sign the text with this key? Nothing when it names another key. */
export function lineSignedBy(checkpoint: Checkpoint, {name, keyId, signature}: Checkpoint['signatures'][number], point: Bytes): boolean | undefined {
  if (!equal(keyId, keyIdOf(name, point))) return undefined
  try {
    return sm2.doVerifySignature(utf8(checkpoint.text), toHex(signature), toHex(point), {der: true, hash: true, userId})
  } catch {
    return false
  }
}

/** Is there a line of the log's own key, and does it sign this text? */
export function signedBy(checkpoint: Checkpoint, point: Bytes): boolean {
  const own = checkpoint.signatures.filter(({name}) => name === checkpoint.origin).map((line) => lineSignedBy(checkpoint, line, point)).filter((holds) => holds !== undefined)
  return own.length > 0 && own.every(Boolean)
}
