/** A platform next door, for tests: signs messages with its own SM2 key, as docs/formats/exchange.md says. */
import {sm2, sm3} from 'sm-crypto-v2'

const keyHead = '3059301306072a8648ce3d020106082a811ccf5501822d034200'
const userId = '1234567812345678'

type Json = Record<string, unknown>

/** RFC 8785 for what envelopes hold. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!value || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

const fingerprintOf = (point: string): string => sm3(Uint8Array.from(Buffer.from(point, 'hex')))

export class TestPeer {
  private readonly pair = sm2.generateKeyPairHex()
  readonly fingerprint = fingerprintOf(this.pair.publicKey)
  readonly pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(keyHead + this.pair.publicKey, 'hex').toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`
  private sent = 0
  private count = 0
  /** What the node has not acknowledged. */
  waiting: Json[] = []

  constructor(private readonly api: string, private readonly node: string) {}

  static async of(api: string): Promise<TestPeer> {
    const {key} = await (await fetch(`${api}/api/v1/public/disclosure`)).json() as {key: string}
    const der = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('hex')
    return new TestPeer(api, fingerprintOf(der.slice(-130)))
  }

  private async message(kind: string, payload: Json, sequence: number): Promise<Json> {
    const {now} = await (await fetch(`${this.api}/api/v1/start`)).json() as {now: string}
    const envelope = {v: 1, id: `p-${++this.count}`, kind, sequence, time: Date.parse(now), from: this.fingerprint, to: this.node, payload}
    return {envelope, signature: Buffer.from(sm2.doSignature(new TextEncoder().encode(canonical(envelope)), this.pair.privateKey, {der: true, hash: true, userId, publicKey: this.pair.publicKey}), 'hex').toString('base64')}
  }

  /** An act of a person; answers the message's id. */
  async queue(kind: string, person: string, body?: Json, where: Json = {}): Promise<string> {
    const message = await this.message(kind, {person, ...(body && {body}), ...where}, ++this.sent)
    this.waiting.push(message)
    return (message.envelope as {id: string}).id
  }

  private async outgoing(): Promise<Json[]> {
    return [await this.message('ack', {received: 0}, 0), ...this.waiting]
  }

  /** One call of the node; what it dealt with is not sent again. */
  async send(): Promise<{outcomes: {outcome: string; record?: string; code?: string}[]; messages: unknown[]}> {
    const answer = await fetch(`${this.api}/api/v1/exchange`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({messages: await this.outgoing()})})
    if (answer.status !== 200) throw new Error(await answer.text())
    this.waiting = []
    return answer.json() as never
  }

  /** The same as a file. */
  async lines(): Promise<string> {
    return (await this.outgoing()).map((one) => `${JSON.stringify(one)}\n`).join('')
  }
}
