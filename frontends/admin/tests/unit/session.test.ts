import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Me, Session } from '@shared/api'
import { createPinia, setActivePinia } from 'pinia'
import { sessions } from '@/api'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'
import { usePreferences } from '@/stores/preferences'
import { useSession } from '@/stores/session'
import { REGION_ID, aRegion } from './support/data'
import { Refusal, fakeServer } from './support/server'

const account: Me = { id: 'me', display_name: 'Marta', roles: ['reviewer'], locale: 'en', phone_masked: null, region_id: REGION_ID, worker: null }
const session: Session = { access_token: null, refresh_token: null, csrf_token: 'csrf-1', access_expires_at: '2026-03-18T13:00:00Z', account }
const ground = {
  'GET /config': () => ({ regions: [aRegion()], business_now: '2026-03-18T12:00:00Z', clock_rate: 60, min_client_version: '0', map_notice: { zh: '', en: '' } }),
  'GET /catalogue': () => ({ categories: [] }),
  'GET /clock': () => ({ business_now: '2026-03-18T12:00:00Z', rate: 60, may_move: true }),
  'POST /auth/sessions/password': () => session,
}

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  vi.stubGlobal('WebSocket', class { close(): void {} send(): void {} })
})
afterEach(() => {
  useSession().close()
  vi.unstubAllGlobals()
})

describe('signing in', () => {
  test('keeps the session in a cookie: no token is stored, writes carry the CSRF token', async () => {
    const server = fakeServer({ ...ground, 'PUT /clock': () => ground['GET /clock']() })
    await useSession().signIn('marta', 'secret', ' ')
    expect(server.sent('POST', '/auth/sessions/password')[0]?.body).toEqual({ username: 'marta', password: 'secret', use_cookie: true })
    expect(JSON.stringify(localStorage)).not.toContain('secret')
    await useClock().move({ rate: 1 })
    expect(server.sent('PUT', '/clock')[0]?.headers['X-CSRF-Token']).toBe('csrf-1')
    expect(usePlace().region?.code).toBe('la-serena')
  })

  test('sends a one-time code when one was typed', async () => {
    const server = fakeServer(ground)
    await useSession().signIn('marta', 'secret', '123456')
    expect(server.sent('POST', '/auth/sessions/password')[0]?.body).toMatchObject({ totp: '123456' })
  })

  test('leaves nobody signed in when it was refused', async () => {
    fakeServer({ ...ground, 'POST /auth/sessions/password': () => new Refusal(401, 'bad_credentials') })
    await expect(useSession().signIn('marta', 'wrong', '')).rejects.toMatchObject({ code: 'bad_credentials' })
    expect(useSession().account).toBeNull()
  })
})

describe('coming back', () => {
  test('takes up the session that the browser holds', async () => {
    fakeServer({ ...ground, 'GET /me': () => account })
    sessions.keep(session)
    expect(await useSession().restore()).toBe(true)
    expect(useSession().account?.display_name).toBe('Marta')
  })

  test('renews it once when it is too old', async () => {
    let isOld = true
    const server = fakeServer({
      ...ground,
      'GET /me': () => (isOld ? new Refusal(401, 'session_expired') : account),
      'POST /auth/sessions/refresh': () => {
        isOld = false
        return { ...session, csrf_token: 'csrf-2', access_expires_at: '2026-03-18T14:00:00Z' }
      },
    })
    sessions.keep(session)
    expect(await useSession().restore()).toBe(true)
    expect(server.sent('POST', '/auth/sessions/refresh')).toHaveLength(1)
    expect(sessions.current()?.csrf_token).toBe('csrf-2')
  })

  test('asks to sign in again when it is over', async () => {
    fakeServer({ ...ground, 'GET /me': () => new Refusal(401, 'x'), 'POST /auth/sessions/refresh': () => new Refusal(401, 'x') })
    sessions.keep(session)
    expect(await useSession().restore()).toBe(false)
    expect(sessions.current()).toBeNull()
  })

  test('asks nobody when there is no session', async () => {
    const server = fakeServer(ground)
    expect(await useSession().restore()).toBe(false)
    expect(server.calls).toEqual([])
  })
})

test('signing out forgets the session even when the server cannot be told', async () => {
  fakeServer({ ...ground, 'POST /auth/sign-out': () => new Refusal(422, 'x') })
  const store = useSession()
  await store.signIn('marta', 'secret', '')
  await store.signOut().catch(() => undefined)
  expect([store.account, sessions.current()]).toEqual([null, null])
})

describe('business time', () => {
  test('runs at the rate that the server told', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = useClock()
    clock.hear({ business_now: '2026-03-18T12:00:00Z', rate: 60, may_move: false })
    clock.start()
    vi.advanceTimersByTime(10_000)
    expect(clock.now.toISOString()).toBe('2026-03-18T12:10:00.000Z')
    clock.stop()
    vi.advanceTimersByTime(10_000)
    expect(clock.now.toISOString()).toBe('2026-03-18T12:10:00.000Z')
    vi.useRealTimers()
  })
})

test('the chosen language is kept for this browser', async () => {
  const preferences = usePreferences()
  preferences.language = 'en'
  preferences.toggleLanguage()
  await Promise.resolve()
  expect(localStorage.getItem('callout.language')).toBe('zh-CN')
  expect(document.documentElement.lang).toBe('zh-CN')
})
