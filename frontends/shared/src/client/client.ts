import type { IntentKeys } from './keys'
import { fingerprintOf } from './keys'
import { problemOf } from './problem'
import type { SessionKeeper } from './session'
import type { Method, Transport, WireBody, WireResponse } from './transport'
import { isUnreachable } from './transport'

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Call {
  readonly method: Method
  readonly path: string
  readonly query?: Query
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, with its own content type. */
  readonly raw?: { readonly content: WireBody; readonly type: string }
  /** An idempotency key chosen by the caller (the outbox keeps its own); else one per intent. */
  readonly key?: string
  /** Tells which device it is, where the app knows: what limits by device count. */
  readonly tellsDevice?: boolean
  /** Sign-in routes take no key and no session. */
  readonly isSignIn?: boolean
  /** How often to try when no answer comes; 1 for a caller that tries again by itself. */
  readonly attempts?: number
  readonly timeout_ms?: number
}

export interface ClientSources {
  /** Such as `/api/v1`, or with a host in front of it. */
  readonly base: string
  readonly transport: Transport
  readonly keys: IntentKeys
  readonly session: SessionKeeper
  readonly language: () => string
  /** What this device calls itself. */
  readonly device?: () => string
  readonly pause: (ms: number) => Promise<void>
  readonly timeout_ms?: number
}

const ATTEMPTS = 3

/** Sends calls: session, idempotency key, renewal after 401, another try when that is safe. */
export class Client {
  readonly session: SessionKeeper
  private readonly sources: ClientSources

  constructor(sources: ClientSources) {
    this.sources = sources
    this.session = sources.session
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.send<T>({ method: 'GET', path, query })
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>({ method: 'POST', path, body })
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>({ method: 'PUT', path, body })
  }

  /** What is no JSON, such as comma-separated values. */
  async text(path: string, query: Query = {}): Promise<string> {
    return (await this.answerTo({ method: 'GET', path, query })).text
  }

  /** @throws Problem when the server refused, Unreachable when no answer came. */
  async send<T>(call: Call): Promise<T> {
    const { text } = await this.answerTo(call)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  private async answerTo(call: Call): Promise<WireResponse> {
    const place = `${call.method} ${call.path}`
    const key = this.keyOf(call, place)
    const response = await this.sendRenewing(call, key)
    if (key !== null && isConclusive(response)) this.sources.keys.settle(place, key)
    if (response.status >= 400) throw problemOf(response)
    return response
  }

  private keyOf(call: Call, place: string): string | null {
    if (call.method === 'GET' || call.isSignIn) return null
    if (call.key !== undefined) return call.key
    const body = call.raw ? sizeMark(call.raw.content) : JSON.stringify(call.body ?? null)
    return this.sources.keys.keyFor(place + queryText(call.query), fingerprintOf(body))
  }

  private async sendRenewing(call: Call, key: string | null): Promise<WireResponse> {
    const used = this.session.current()
    const response = await this.sendPatiently(call, key)
    if (response.status !== 401 || call.isSignIn || used === null) return response
    const renewed = await this.session.renewAfter(used)
    return renewed === null ? response : this.sendPatiently(call, key)
  }

  /** Reads, and writes under a key, may be tried again: the server does them once. */
  private async sendPatiently(call: Call, key: string | null): Promise<WireResponse> {
    const mayRepeat = call.method === 'GET' || key !== null
    for (let attempt = 1; ; attempt += 1) {
      const isLast = !mayRepeat || attempt >= (call.attempts ?? ATTEMPTS)
      try {
        const response = await this.sendOnce(call, key)
        if (isLast || !asksForPatience(response)) return response
        await this.sources.pause((problemOf(response).retry_after_s ?? attempt) * 1000)
      } catch (error) {
        if (isLast || !isUnreachable(error)) throw error
        await this.sources.pause(attempt * 400)
      }
    }
  }

  private sendOnce(call: Call, key: string | null): Promise<WireResponse> {
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Accept-Language': this.sources.language(),
      ...(call.isSignIn ? {} : this.session.headers(call.method !== 'GET')),
    }
    if (call.tellsDevice && this.sources.device) headers['X-Device-Id'] = this.sources.device()
    if (key !== null) headers['Idempotency-Key'] = key
    const hasBody = call.method !== 'GET'
    if (hasBody) headers['Content-Type'] = call.raw?.type ?? 'application/json'
    return this.sources.transport({
      method: call.method,
      url: this.sources.base + call.path + queryText(call.query),
      headers,
      body: hasBody ? (call.raw?.content ?? JSON.stringify(call.body ?? {})) : null,
      timeout_ms: call.timeout_ms ?? this.sources.timeout_ms ?? 15_000,
    })
  }
}

/** `?a=1&b=2`, leaving out what is null or undefined; mini programs have no URLSearchParams. */
export function queryText(query: Query = {}): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** After these answers the intent is over; the others leave it open and the key in use. */
export function isConclusive(response: WireResponse): boolean {
  if (response.status < 400) return true
  if (response.status >= 500) return false
  return ![401, 408, 429].includes(response.status) && !isTwinInFlight(response)
}

function asksForPatience(response: WireResponse): boolean {
  return response.status === 503 || isTwinInFlight(response)
}

/** 409 with Retry-After: the same key is being worked on by another connection. */
function isTwinInFlight(response: WireResponse): boolean {
  return response.status === 409 && response.headers['retry-after'] !== undefined
}

function sizeMark(content: WireBody): string {
  if (typeof content === 'string') return content
  return `bytes:${content instanceof ArrayBuffer ? content.byteLength : content.size}`
}

