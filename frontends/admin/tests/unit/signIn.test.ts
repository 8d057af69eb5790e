import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Router } from 'vue-router'
import { createPinia, setActivePinia } from 'pinia'
import { createApp, defineComponent, h } from 'vue'
import { sessions } from '@/api'
import { useSignIn } from '@/features/signin/useSignIn'
import { useSession } from '@/stores/session'
import { REGION_ID, aRegion } from './support/data'
import { settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

const account = (roles: string[]) => ({ id: 'me', display_name: 'Marta', roles, locale: 'en', phone_masked: null, region_id: REGION_ID, worker: null })
let roles = ['dispatcher']
let stop: () => void = () => undefined
let router: Router

beforeEach(() => {
  roles = ['dispatcher']
  localStorage.clear()
  setActivePinia(createPinia())
  vi.stubGlobal('WebSocket', class { close(): void {} send(): void {} })
  fakeServer({
    'GET /config': () => ({ regions: [aRegion()], business_now: '2026-03-18T12:00:00Z', clock_rate: 1, min_client_version: '0', map_notice: { zh: '', en: '' } }),
    'GET /catalogue': () => ({ categories: [] }),
    'GET /clock': () => ({ business_now: '2026-03-18T12:00:00Z', rate: 1, may_move: false }),
    'GET /me': () => account(roles),
    'POST /auth/sign-out': () => undefined,
    'POST /auth/sessions/password': ({ body }) =>
      (body as { password: string }).password === 'right'
        ? { access_token: null, refresh_token: null, csrf_token: 'c', access_expires_at: '2026-03-18T13:00:00Z', account: account(roles) }
        : new Refusal(401, 'bad_credentials'),
  })
})
afterEach(() => {
  stop()
  useSession().close()
  vi.unstubAllGlobals()
})

async function openForm(address: string) {
  const page = { render: () => h('i') }
  router = createRouter({
    history: createMemoryHistory(),
    routes: ['sign-in', 'review', 'board', 'orders'].map((name) => ({ path: `/${name}`, name, component: page })),
  })
  await router.push(address)
  let form: ReturnType<typeof useSignIn> | undefined
  const app = createApp(
    defineComponent(() => {
      form = useSignIn()
      return () => h('i')
    }),
  ).use(router)
  app.mount(document.createElement('div'))
  stop = () => app.unmount()
  return form as ReturnType<typeof useSignIn>
}

describe('the sign-in form', () => {
  test('asks for both fields before it asks the server', async () => {
    const { form, trouble, submit } = await openForm('/sign-in')
    form.username = 'marta'
    await submit()
    expect(trouble.value?.en).toBe('Enter your username and password')
  })

  test('says in words why it was refused', async () => {
    const { form, trouble, submit } = await openForm('/sign-in')
    Object.assign(form, { username: 'marta', password: 'wrong' })
    await submit()
    expect(trouble.value?.zh).not.toBe('')
    expect(router.currentRoute.value.name).toBe('sign-in')
  })

  test('leads to the first screen of the role, or back to where one was', async () => {
    const first = await openForm('/sign-in')
    Object.assign(first.form, { username: 'marta', password: 'right' })
    await first.submit()
    expect(router.currentRoute.value.name).toBe('board')
    stop()
    const back = await openForm('/sign-in?next=/orders')
    Object.assign(back.form, { username: 'marta', password: 'right' })
    await back.submit()
    expect(router.currentRoute.value.name).toBe('orders')
  })

  test('lets nobody in who has no business at the desk', async () => {
    roles = ['homeowner']
    const { form, trouble, submit } = await openForm('/sign-in')
    Object.assign(form, { username: 'sofia', password: 'right' })
    await submit()
    expect(trouble.value?.en).toBe('This account has no access to the desk')
    expect(sessions.current()).toBeNull()
  })

  test('goes on by itself when the server is back', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { trouble } = await openForm('/sign-in?next=/orders&down=1')
    expect(trouble.value?.en).toContain('cannot be reached')
    sessions.keep({ access_token: null, refresh_token: null, csrf_token: 'c', access_expires_at: '2026-03-18T13:00:00Z', account: account(roles) as never })
    vi.advanceTimersByTime(3000)
    await settled()
    expect(router.currentRoute.value.name).toBe('orders')
    vi.useRealTimers()
  })
})
