/** A developer's program: a product call signed with an application key, as the product's page shows it. */
import {createHash, createHmac, randomBytes} from 'node:crypto'

export interface AppKey {
  id: string
  secret: string
}

export interface Answer {
  status: number
  code?: string
  rule?: string
  answer?: Record<string, unknown>
}

export async function callProduct(product: string, key: AppKey, ask: object): Promise<Answer> {
  const {now} = await (await fetch(`${process.env.GONGSHU_API}/api/v1/start`)).json() as {now: string}
  const path = `/api/v1/products/${product}/calls`
  const body = JSON.stringify(ask)
  const timestamp = String(Date.parse(now))
  const nonce = randomBytes(16).toString('hex')
  const text = ['POST', path, timestamp, nonce, createHash('sm3').update(body).digest('hex')].join('\n')
  const answer = await fetch(process.env.GONGSHU_API + path, {method: 'POST', body, headers: {
    'Content-Type': 'application/json', 'X-Gongshu-Key': key.id, 'X-Gongshu-Timestamp': timestamp, 'X-Gongshu-Nonce': nonce,
    'X-Gongshu-Signature': createHmac('sm3', key.secret).update(text).digest('base64'),
  }})
  return {...await answer.json() as Answer, status: answer.status}
}
