import type {Words} from '@/i18n/words'
import {hintWords} from './hint'
import type {components} from './schema.gen'

type ProblemDocument = components['schemas']['Problem']

/** A failed call. `at` names the place at fault as the server gives it: a JSON pointer in the body, query.NAME, path.NAME. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: {zh: string; en: string}
  readonly detail: string
  readonly rule?: string
  readonly article?: string
  readonly at?: string
  /** What would pass. */
  readonly hint?: Words
  readonly traceId: string
  /** Members that belong to the code. */
  readonly more: Record<string, unknown>

  constructor(document: Partial<ProblemDocument>) {
    super(document.detail ?? document.title ?? document.code ?? 'problem')
    const {type: _type, title, title_en, status, code, detail, rule, article, at, hint, hint_zh, trace_id, ...more} = document
    this.code = code ?? 'internal'
    this.status = status ?? 0
    this.title = {zh: title ?? '请求失败', en: title_en ?? 'The request failed'}
    this.detail = detail ?? ''
    this.rule = rule
    this.article = article
    this.at = at
    this.hint = hintWords(hint, hint_zh)
    this.traceId = trace_id ?? ''
    this.more = more
  }

  /** No answer came: the network is down or the node is. */
  static unreachable(): Problem {
    return new Problem({code: 'network.unreachable', title: '无法连接服务，请检查网络后重试', title_en: 'The service cannot be reached; check the network and try again'})
  }

  static of(error: unknown): Problem {
    if (error instanceof Problem) return error
    console.error(error)
    return new Problem({code: 'page.fault', title: '页面出错', title_en: 'The page failed', detail: error instanceof Error ? error.message : String(error)})
  }

  /** Somebody changed the record since it was read: what was to be done was decided on content that is no more. */
  get stale(): boolean {
    return this.code === 'state.conflict' && this.at === 'header.if-match'
  }

  /** The field of a form, as a path of keys: /items/3/name → "items.3.name". */
  get field(): string | undefined {
    return this.at?.startsWith('/') ? this.at.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')).join('.') : undefined
  }
}
