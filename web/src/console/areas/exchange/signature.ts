/** Whether a message is the peer's; loaded when somebody asks. */
import {sm2} from 'sm-crypto-v2'
import {fromBase64, toHex, utf8} from '@/verify/bytes'
import {readKey, userId} from '@/verify/note'

/** Is the text signed by the key? `signature` is DER in Base64. */
export function signs(text: string, signature: string, pem: string): boolean {
  try {
    return sm2.doVerifySignature(utf8(text), toHex(fromBase64(signature)), toHex(readKey(pem)), {der: true, hash: true, userId})
  } catch {
    return false
  }
}
