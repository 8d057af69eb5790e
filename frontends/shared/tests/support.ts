import { Client, SessionKeeper, deviceName, intentKeys, memoryStore, problemOf } from '../src/client'
import type { KeyValueStore, Transport, WireRequest, WireResponse } from '../src/client'
import type { Me, Session } from '../src/api/contract'

export const ME: Me = {
  id: 'a1',
  display_name: 'Lin',
  roles: ['homeowner'],
  locale: 'zh-CN',
  phone_masked: null,
  region_id: null,
  worker: null,
}

export function sessionOf(turn: number): Session {
  return {
    access_token: `access-${turn}`,
    refresh_token: `refresh-${turn}`,
    csrf_token: `csrf-${turn}`,
    access_expires_at: `2026-11-22T10:${String(10 + turn)}:00Z`,
    account: ME,
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): WireResponse {
  return { status, headers, text: JSON.stringify(body) }
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): WireResponse {
  return json(status, { type: 'about:blank', title: code, status, detail: '', instance: '/', code }, headers)
}

type Step = WireResponse | Error | ((request: WireRequest) => WireResponse)

/** A transport that plays its script, one step a request, and remembers what it was asked. */
export function scripted(...steps: Step[]) {
  const asked: WireRequest[] = []
  const transport: Transport = async (request) => {
    asked.push(request)
    const step = steps.shift()
    if (step === undefined) throw new Error(`nothing scripted for ${request.method} ${request.url}`)
    if (step instanceof Error) throw step
    return typeof step === 'function' ? step(request) : step
  }
  return { transport, asked, add: (...more: Step[]) => void steps.push(...more) }
}

export interface ClientParts {
  readonly transport: Transport
  readonly store?: KeyValueStore
  readonly mode?: 'bearer' | 'cookie'
  readonly renew?: (token: string | null) => Promise<Session>
}

/** A client whose keys are k1, k2, … and whose pauses are over at once. */
export function clientOf({ transport, store = memoryStore(), mode = 'bearer', renew }: ClientParts) {
  let count = 0
  let renewals = 0
  let signedOut = 0
  const session = new SessionKeeper({
    mode,
    store,
    renew: renew ?? (async () => sessionOf((renewals += 1) + 1)),
    onSignedOut: () => {
      signedOut += 1
    },
  })
  const newKey = (): string => `k${(count += 1)}`
  const paused: number[] = []
  const client = new Client({
    base: '/api/v1',
    transport,
    keys: intentKeys({ store, newKey, now: () => 1_000_000 }),
    session,
    language: () => 'en',
    device: deviceName(store, newKey),
    pause: async (ms) => void paused.push(ms),
  })
  return { client, session, store, paused, newKey, renewals: () => renewals, signedOut: () => signedOut }
}

export const gone = async (): Promise<Session> => {
  throw problemOf(problem(401, 'session_expired'))
}
