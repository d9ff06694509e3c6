/** The signature of a call, as a program makes it. Loaded when somebody tries a product out. */
import {sm3} from 'sm-crypto-v2'
import {fromHex, toHex, utf8} from '@/verify/bytes'
import {callPath, textToSign} from './snippets'

export interface Signed {
  'X-Gongshu-Timestamp': string
  'X-Gongshu-Nonce': string
  'X-Gongshu-Signature': string
}

export const newNonce = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)))

/** Headers for a call of the product with exactly this body. `now` is the node's time in milliseconds. */
export function sign(secret: string, product: string, body: string, now: number, nonce = newNonce()): Signed {
  const text = textToSign(callPath(product), String(now), nonce, sm3(utf8(body)))
  const mac = fromHex(sm3(utf8(text), {key: utf8(secret), mode: 'hmac'}))
  return {'X-Gongshu-Timestamp': String(now), 'X-Gongshu-Nonce': nonce, 'X-Gongshu-Signature': btoa(String.fromCharCode(...mac))}
}
