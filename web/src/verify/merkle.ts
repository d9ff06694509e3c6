/** The tree of RFC 9162 section 2.1 with SM3. Sizes are safe integers. */
import {equal, fromHex, sm3, type Bytes} from './bytes'

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export const leafHash = (envelope: Bytes): Bytes => sm3(leafMark, envelope)
export const nodeHash = (left: Bytes, right: Bytes): Bytes => sm3(nodeMark, left, right)

const half = (n: number): number => Math.floor(n / 2)
const odd = (n: number): boolean => n % 2 === 1

/** Root that the proof leads to, RFC 9162 2.1.3.2; undefined when the proof cannot belong to this place. */
export function rootFromInclusion(seq: number, size: number, leaf: Bytes, path: readonly string[]): Bytes | undefined {
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(size) || seq < 0 || seq >= size) return undefined
  let [fn, sn, root] = [seq, size - 1, leaf]
  for (const step of path) {
    if (sn === 0) return undefined
    const hash = fromHex(step)
    if (hash.length !== 32) return undefined
    if (odd(fn) || fn === sn) {
      root = nodeHash(hash, root)
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else root = nodeHash(root, hash)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 ? root : undefined
}

const powerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n))

/** Does the larger tree hold the smaller one unchanged? RFC 9162 2.1.4.2. */
export function isConsistent(from: number, to: number, fromRoot: Bytes, toRoot: Bytes, path: readonly string[]): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) return false
  if (from === 0) return path.length === 0
  if (from === to) return path.length === 0 && equal(fromRoot, toRoot)
  const hashes = path.map(fromHex)
  if (hashes.some((hash) => hash.length !== 32)) return false
  if (powerOfTwo(from)) hashes.unshift(fromRoot)
  const first = hashes.shift()
  if (!first) return false
  let [fn, sn, fr, sr] = [from - 1, to - 1, first, first]
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)]
  for (const hash of hashes) {
    if (sn === 0) return false
    if (odd(fn) || fn === sn) {
      fr = nodeHash(hash, fr)
      sr = nodeHash(hash, sr)
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else sr = nodeHash(sr, hash)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equal(fr, fromRoot) && equal(sr, toRoot)
}
