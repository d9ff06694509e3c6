import {describe, expect, it} from 'vitest'
import {sign} from './signature'
import {callBody, callPath, signedText, snippets} from './snippets'

const call = {product: 'prd-1', host: 'https://node', subscription: 'sub-1', purpose: "入住'核验", key: '4101'}

describe('snippets', () => {
  it('sends only what the contract knows', () => {
    expect(JSON.parse(callBody(call))).toEqual({subscription: 'sub-1', purpose: "入住'核验", key: '4101'})
    expect(JSON.parse(callBody({...call, consent: 'cns-1', claims: {county_code: '410102'}}))).toEqual({subscription: 'sub-1', purpose: "入住'核验", key: '4101', consent: 'cns-1', claims: {county_code: '410102'}})
  })
  it('signs method, path, time, nonce and digest in this order', () => {
    expect(signedText(call).split('\n')).toEqual(['POST', '/api/v1/products/prd-1/calls', '$TIMESTAMP', '$NONCE', 'SM3_HEX(BODY)'])
  })
  it('keeps a quote in the body from ending the shell word', () => {
    expect(snippets.curl(call)).toContain("入住'\\''核验")
  })
  it.each(['curl', 'java', 'python'] as const)('%s names all four headers and no secret', (language) => {
    const text = snippets[language](call)
    for (const header of ['X-Gongshu-Key', 'X-Gongshu-Timestamp', 'X-Gongshu-Nonce', 'X-Gongshu-Signature', callPath('prd-1')]) expect(text).toContain(header)
    expect(text).toContain('GONGSHU_SECRET')
  })
  it.each(['curl', 'java', 'python'] as const)('%s asks only a demonstration for the time', (language) => {
    expect(snippets[language](call)).not.toContain('/api/v1/start')
    expect(snippets[language]({...call, ownClock: true})).toContain('https://node/api/v1/start')
  })
  it('signs like any HMAC-SM3', () => {
    // printf 'POST\n/api/v1/products/prd-1/calls\n1773710188841\n0123456789abcdef\n…' | openssl dgst -sm3 -hmac secret -binary | base64
    expect(sign('secret', 'prd-1', '{}', 1773710188841, '0123456789abcdef')).toEqual({'X-Gongshu-Timestamp': '1773710188841', 'X-Gongshu-Nonce': '0123456789abcdef', 'X-Gongshu-Signature': '9DJ+iH2X6bSQm4ZP4RLM7rzUWnUh/3erslgRcGbjdnw='})
  })
})
