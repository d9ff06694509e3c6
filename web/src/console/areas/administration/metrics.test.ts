import {expect, it} from 'vitest'
import {requestsOf} from './metrics'

it('takes the requests out of the Prometheus text, and nothing else', () => {
  const text = '# TYPE gongshu_http_requests_total counter\ngongshu_http_requests_total{operation="signIn",status="201"} 12\ngongshu_ledger_size 170\ngongshu_http_requests_total{operation="signIn",status="401"} 1\n'
  expect(requestsOf(text)).toEqual([{operation: 'signIn', status: '201', count: 12}, {operation: 'signIn', status: '401', count: 1}])
  expect(requestsOf('')).toEqual([])
})
