import { vi } from 'vitest'

export interface Call {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** Answers with a refusal as the API words it. */
export class Refusal {
  readonly status: number
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, facts: Readonly<Record<string, unknown>> = {}) {
    this.status = status
    this.code = code
    this.facts = facts
  }
}

type Answer = (call: Call, ...parts: string[]) => unknown

/** A server in the page's place of `fetch`: routes like `GET /orders/:id`, and all calls that came. */
export function fakeServer(routes: Record<string, Answer>) {
  const calls: Call[] = []
  const table = Object.entries(routes).map(([route, answer]) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`), answer }
  })

  function serve(call: Call): Response {
    for (const { method, pattern, answer } of table) {
      const match = pattern.exec(call.path)
      if (method !== call.method || match === null) continue
      const body = answer(call, ...match.slice(1))
      return body instanceof Refusal ? refuse(body) : json(200, body)
    }
    return refuse(new Refusal(404, 'not_found'))
  }

  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const url = new URL(address, 'http://localhost')
    const call: Call = {
      method: init.method ?? 'GET',
      path: url.pathname.replace('/api/v1', ''),
      query: Object.fromEntries(url.searchParams),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
      headers: init.headers as Record<string, string>,
    }
    calls.push(call)
    return serve(call)
  })
  const sent = (method: string, path: string): Call[] => calls.filter((call) => call.method === method && call.path === path)
  return { calls, sent }
}

function json(status: number, body: unknown): Response {
  return body === undefined ? new Response(null, { status: 204 }) : new Response(JSON.stringify(body), { status })
}

function refuse({ status, code, facts }: Refusal): Response {
  return json(status, { type: 'about:blank', title: code, status, detail: '', instance: '', code, facts })
}
