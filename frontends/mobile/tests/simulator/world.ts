import type { App } from '../support'
import type { Page, Phone } from './phone'
import { startPhone } from './phone'

interface Mock {
  answer(method: string, url: URL, body: Buffer, headers: Readonly<Record<string, string>>): readonly [number, unknown]
  signedIn(app: string): unknown
  readonly someIds: { readonly order: string; readonly job: string; readonly service: string }
}

/** A phone whose server is the pretended one of `tests/mock`, asked without a socket. */
export async function phoneOf(app: App): Promise<{ phone: Phone; ids: Mock['someIds'] }> {
  const mock = (await import('../mock/server.mjs')) as unknown as Mock
  const stored = { [`${app}.callout.session`]: JSON.stringify(mock.signedIn(app)) }
  const phone = startPhone(
    app,
    (method, path, body, token) =>
      mock.answer(method, new URL(path, 'http://mock'), Buffer.from(body), {
        authorization: token,
        'content-type': 'application/json',
      }),
    stored,
  )
  return { phone, ids: mock.someIds }
}

/** The pretended phone draws slowly: waits until the page says so. */
export function shows(page: Page, wanted: string | RegExp): Promise<void> {
  return vi.waitFor(() => expect(page.text()).toMatch(wanted), { timeout: 5000, interval: 30 })
}

export function goesTo(page: Page, wanted: RegExp): Promise<void> {
  return vi.waitFor(() => expect(page.wentTo().at(-1)).toMatch(wanted), { timeout: 5000, interval: 30 })
}
