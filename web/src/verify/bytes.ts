/** Bytes as the ledger's formats write them; SM3 (GB/T 32905). */
import {sm3 as digest} from 'sm-crypto-v2'

export type Bytes = Uint8Array

export function fromHex(text: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new Error('not lower-case hexadecimal')
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** RFC 4648 section 4, with padding; a text that its bytes would not be written as is refused. */
export function fromBase64(text: string): Bytes {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  if (btoa(String.fromCharCode(...bytes)) !== text) throw new Error('not canonical base64')
  return bytes
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

export function join(...parts: Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export const equal = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

export const sm3 = (...parts: Bytes[]): Bytes => fromHex(digest(join(...parts)))
