import { ref } from 'vue'
import type { Ref } from 'vue'
import type { Me, Session } from '@shared/api/contract'
import { Client, SessionKeeper, deviceName, endpoints, intentKeys, problemOf, randomKey } from '@shared/client'
import type { Api, KeyValueStore } from '@shared/client'
import { Feed, Stream } from '@shared/stream'
import type { StreamState } from '@shared/stream'
import { Outbox } from '@shared/outbox'
import type { OutboxState } from '@shared/outbox'
import { EMPTY } from '@shared/outbox'
import { aloneAmongTabs } from '../platform/network'
import { localPhotos } from '../platform/photos'
import { openUniSocket } from '../platform/socket'
import { phoneStore } from '../platform/storage'
import { uniTransport } from '../platform/transport'
import { API_BASE, streamAddress } from '../platform/which'
import { languageNow } from './language'

export type AppName = 'homeowner' | 'worker'

/** Everything that an app is wired of; made once at its start. */
export interface Callout {
  readonly name: AppName
  readonly store: KeyValueStore
  readonly client: Client
  readonly api: Api
  readonly feed: Feed
  readonly stream: Stream
  readonly outbox: Outbox
  readonly account: Ref<Me | null>
  readonly isOnline: Ref<boolean>
  readonly streamState: Ref<StreamState>
  readonly waiting: Ref<OutboxState>
}

let wired: Callout | null = null

export function callout(): Callout {
  if (wired === null) throw new Error('startCallout has not run')
  return wired
}

/** @param onMoment told the business time of each change, so that a moved clock is noticed. */
export function startCallout(name: AppName, onMoment: (at: string) => void): Callout {
  const store = phoneStore(name)
  const account = ref<Me | null>(null)
  const session = sessionKeeper(name, store, account)
  const client = new Client({
    base: API_BASE,
    transport: uniTransport,
    keys: intentKeys({ store, newKey: randomKey, now: Date.now }),
    session,
    language: languageNow,
    device: deviceName(store, randomKey),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const api = endpoints(client)
  const feed = new Feed()
  const waiting = ref<OutboxState>(EMPTY) as Ref<OutboxState>
  const outbox = outboxOf(client, store, api, waiting)
  const streamState = ref<StreamState>('off')
  const stream = streamOf({ session, store, feed, streamState, onMoment })
  account.value = session.current()?.account ?? null
  waiting.value = outbox.current()
  wired = { name, store, client, api, feed, stream, outbox, account, isOnline: ref(true), streamState, waiting }
  return wired
}

function sessionKeeper(name: AppName, store: KeyValueStore, account: Ref<Me | null>): SessionKeeper {
  return new SessionKeeper({
    mode: 'bearer',
    store,
    renew: renewedSession,
    alone: (work) => aloneAmongTabs(`callout-${name}-renewal`, work),
    onSignedOut: () => {
      account.value = null
    },
  })
}

async function renewedSession(refreshToken: string | null): Promise<Session> {
  const answer = await uniTransport({
    method: 'POST',
    url: `${API_BASE}/auth/sessions/refresh`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token: refreshToken }),
    timeout_ms: 15_000,
  })
  if (answer.status >= 400) throw problemOf(answer)
  return JSON.parse(answer.text) as Session
}

function outboxOf(client: Client, store: KeyValueStore, api: Api, waiting: Ref<OutboxState>): Outbox {
  return new Outbox({
    client,
    store,
    tray: localPhotos,
    newKey: randomKey,
    now: () => new Date().toISOString(),
    lookAgain: (orderId) => api.jobs.get(orderId),
    onChange: (state) => {
      waiting.value = state
    },
  })
}

interface StreamParts {
  readonly session: SessionKeeper
  readonly store: KeyValueStore
  readonly feed: Feed
  readonly streamState: Ref<StreamState>
  readonly onMoment: (at: string) => void
}

function streamOf({ session, store, feed, streamState, onMoment }: StreamParts): Stream {
  return new Stream({
    url: streamAddress(),
    open: openUniSocket,
    store,
    account: () => session.current()?.account.id ?? 'nobody',
    token: (isRefused) => freshToken(session, isRefused),
    timers: {
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    random: Math.random,
    onChange: (change) => {
      onMoment(change.at)
      feed.publish(change)
    },
    onReset: () => feed.publishReset(),
    onState: (state) => {
      streamState.value = state
    },
  })
}

const ALMOST_OVER_MS = 30_000

async function freshToken(session: SessionKeeper, isRefused: boolean): Promise<string | null> {
  const current = session.current()
  if (current === null) throw new Error('nobody is signed in')
  const isOver = Date.parse(current.access_expires_at) - Date.now() < ALMOST_OVER_MS
  const used = isOver || isRefused ? await session.renewAfter(current) : current
  if (used === null) throw new Error('the session is over')
  return used.access_token
}
