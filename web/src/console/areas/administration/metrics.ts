/** What a page needs of the node's Prometheus text. */
export interface Requests {
  operation: string
  status: string
  count: number
}

const line = /^gongshu_http_requests_total\{operation="([^"]*)",status="(\d+)"\} (\d+)$/

export function requestsOf(text: string): Requests[] {
  return text.split('\n').flatMap((one) => {
    const match = line.exec(one)
    return match ? [{operation: match[1]!, status: match[2]!, count: Number(match[3])}] : []
  })
}
