import type { Transport, WireResponse } from './transport'
import { Unreachable } from './transport'

export interface FetchOptions {
  /** `include` where the session lives in a cookie. */
  readonly credentials: 'omit' | 'same-origin' | 'include'
  readonly fetch?: typeof fetch
}

/** Transport of browsers. */
export function fetchTransport(options: FetchOptions): Transport {
  return async (request) => {
    const send = options.fetch ?? fetch
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), request.timeout_ms)
    try {
      const response = await send(request.url, {
        method: request.method,
        headers: { ...request.headers },
        body: request.body,
        credentials: options.credentials,
        signal: limit.signal,
      })
      return await readAnswer(response)
    } catch (cause) {
      throw new Unreachable(String(cause))
    } finally {
      clearTimeout(timer)
    }
  }
}

async function readAnswer(response: Response): Promise<WireResponse> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value
  })
  return { status: response.status, headers, text: await response.text() }
}
