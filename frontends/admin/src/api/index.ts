import type { Session } from '@shared/api'
import { Client, SessionKeeper, endpoints, fetchTransport, intentKeys, randomKey, webStore } from '@shared/client'
import { Feed, Stream, openWebSocket, streamUrl } from '@shared/stream'
import type { StreamState } from '@shared/stream'
import { ref, shallowRef } from 'vue'
import type { Language } from '@shared/i18n'

const BASE = '/api/v1'
const store = webStore(localStorage)

/** The language of requests; the preferences store keeps it. */
export const requestLanguage = shallowRef<Language>('zh-CN')

/** Set when the session ended under the user's hands; the router listens. */
export const endedSessions = ref(0)

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Two monitors are two tabs: only one of them may renew the rotating session at a time. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request('callout.renew', work) : await work()
}

const session: SessionKeeper = new SessionKeeper({
  mode: 'cookie',
  store,
  renew: () => client.send<Session>({ method: 'POST', path: '/auth/sessions/refresh', body: {}, isSignIn: true }),
  alone,
  onSignedOut: () => (endedSessions.value += 1),
})

const client: Client = new Client({
  base: BASE,
  transport: fetchTransport({ credentials: 'same-origin' }),
  keys: intentKeys({ store, newKey: () => randomKey(), now: () => Date.now() }),
  session,
  language: () => requestLanguage.value,
  pause,
})

export const sessions = session
export const api = endpoints(client)

/** Which screens look again when something changed. */
export const feed = new Feed()
export const streamState = ref<StreamState>('off')

export const stream = new Stream({
  url: streamUrl(location, BASE),
  open: openWebSocket,
  // A second tab must hear everything too, so each tab has a cursor of its own.
  store: webStore(sessionStorage),
  account: () => session.current()?.account.id ?? 'nobody',
  token: async (isRefused) => {
    if (isRefused) await session.renewAfter(session.current())
    return null
  },
  timers: {
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  },
  random: Math.random,
  onChange: (change) => feed.publish(change),
  onReset: () => feed.publishReset(),
  onState: (state) => (streamState.value = state),
})

/** Where the server serves the region's streets. */
export const basemapUrl = (regionId: string): string => `${BASE}/regions/${regionId}/basemap`
