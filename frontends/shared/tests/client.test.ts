import { Unreachable, endpoints, fingerprintOf, intentKeys, isProblem, memoryStore, problemOf, queryText, randomKey } from '../src/client'
import { clientOf, gone, json, problem, scripted, sessionOf } from './support'

const OK = json(200, { ok: true })
const CUT = new Unreachable('cut')

describe('a write', () => {
  it('carries one idempotency key through lost answers and renewed tries', async () => {
    const wire = scripted(CUT, CUT, OK)
    const { client } = clientOf(wire)
    await client.post('/orders', { a: 1 })
    expect(wire.asked.map((one) => one.headers['Idempotency-Key'])).toEqual(['k1', 'k1', 'k1'])
  })

  it('keeps its key when the user presses again after all tries failed', async () => {
    const wire = scripted(CUT, CUT, CUT, OK)
    const { client } = clientOf(wire)
    await expect(client.post('/orders', { a: 1 })).rejects.toBeInstanceOf(Unreachable)
    await client.post('/orders', { a: 1 })
    expect(wire.asked[3]?.headers['Idempotency-Key']).toBe('k1')
  })

  it('keeps its key over a restart of the app', async () => {
    const store = memoryStore()
    const before = scripted(CUT, CUT, CUT)
    await expect(clientOf({ ...before, store }).client.post('/orders', { a: 1 })).rejects.toThrow()
    const after = scripted(OK)
    await clientOf({ ...after, store }).client.post('/orders', { a: 1 })
    expect(after.asked[0]?.headers['Idempotency-Key']).toBe('k1')
  })

  it('is a new intent with another body', async () => {
    const wire = scripted(CUT, CUT, CUT, OK)
    const { client } = clientOf(wire)
    await expect(client.post('/orders', { a: 1 })).rejects.toThrow()
    await client.post('/orders', { a: 2 })
    expect(wire.asked[3]?.headers['Idempotency-Key']).toBe('k2')
  })

  it('is a new intent once the server has answered', async () => {
    const wire = scripted(OK, problem(422, 'rule_broken'), OK)
    const { client } = clientOf(wire)
    await client.put('/me/duty', { on_duty: true })
    await expect(client.put('/me/duty', { on_duty: true })).rejects.toThrow()
    await client.put('/me/duty', { on_duty: true })
    expect(wire.asked.map((one) => one.headers['Idempotency-Key'])).toEqual(['k1', 'k2', 'k3'])
  })

  it('waits for its twin in flight as long as it is told', async () => {
    const wire = scripted(problem(409, 'twin_in_flight', { 'retry-after': '2' }), OK)
    const { client, paused } = clientOf(wire)
    await client.post('/orders', {})
    expect(paused).toEqual([2000])
  })

  it('does not try again what was refused', async () => {
    const wire = scripted(problem(409, 'stale_version'))
    const { client } = clientOf(wire)
    await expect(client.post('/orders', {})).rejects.toMatchObject({ code: 'stale_version', status: 409 })
    expect(wire.asked).toHaveLength(1)
  })
})

describe('a read', () => {
  it('carries no key and is tried three times', async () => {
    const wire = scripted(CUT, problem(503, 'unavailable'), OK)
    const { client } = clientOf(wire)
    expect(await client.get('/config')).toEqual({ ok: true })
    expect(wire.asked[0]?.headers).not.toHaveProperty('Idempotency-Key')
    expect(wire.asked[0]?.body).toBeNull()
  })

  it('leaves out filters that are not set', () => {
    expect(queryText({ a: 1, b: null, c: undefined, d: 'x y', e: false })).toBe('?a=1&d=x%20y&e=false')
    expect(queryText()).toBe('')
  })
})

describe('the session', () => {
  it('is renewed once for all calls that were refused together, and each is sent again', async () => {
    const byToken = (request: { headers: Readonly<Record<string, string>> }) =>
      request.headers['Authorization'] === 'Bearer access-1' ? problem(401, 'token_expired') : OK
    const wire = scripted(byToken, byToken, byToken, byToken, byToken, byToken)
    const { client, session, renewals } = clientOf(wire)
    session.keep(sessionOf(1))
    await Promise.all([client.get('/a'), client.get('/b'), client.post('/c')])
    expect(renewals()).toBe(1)
    expect(wire.asked).toHaveLength(6)
    const keys = wire.asked.filter((one) => one.url.endsWith('/c')).map((one) => one.headers['Idempotency-Key'])
    expect(keys).toEqual(['k1', 'k1'])
  })

  it('is taken over from another tab that was faster, without asking the server', async () => {
    const wire = scripted(
      () => {
        tab.session.keep(sessionOf(7))
        return problem(401, 'token_expired')
      },
      OK,
    )
    const tab = clientOf(wire)
    tab.session.keep(sessionOf(1))
    await tab.client.get('/a')
    expect(tab.renewals()).toBe(0)
    expect(wire.asked[1]?.headers['Authorization']).toBe('Bearer access-7')
  })

  it('is forgotten when it cannot be renewed, and the app is told', async () => {
    const { client, session, signedOut } = clientOf({ ...scripted(problem(401, 'token_expired')), renew: gone })
    session.keep(sessionOf(1))
    await expect(client.get('/me')).rejects.toMatchObject({ status: 401 })
    expect(session.current()).toBeNull()
    expect(signedOut()).toBe(1)
  })

  it('survives a renewal that no network could carry', async () => {
    const renew = async (): Promise<never> => {
      throw CUT
    }
    const { client, session } = clientOf({ ...scripted(problem(401, 'token_expired')), renew })
    session.keep(sessionOf(1))
    await expect(client.get('/me')).rejects.toBeInstanceOf(Unreachable)
    expect(session.current()).not.toBeNull()
  })

  it('with cookies keeps no token, and sends the CSRF token with writes only', async () => {
    const wire = scripted(OK, OK)
    const { client, session, store } = clientOf({ ...wire, mode: 'cookie' })
    session.keep(sessionOf(1))
    await client.get('/me')
    await client.post('/orders')
    expect(store.get('callout.session')).not.toContain('access-1')
    expect(wire.asked[0]?.headers).not.toHaveProperty('X-CSRF-Token')
    expect(wire.asked[1]?.headers['X-CSRF-Token']).toBe('csrf-1')
    expect(wire.asked[1]?.headers).not.toHaveProperty('Authorization')
  })

  it('begins with signing in, which carries neither key nor token', async () => {
    const wire = scripted(json(201, sessionOf(1)), problem(500, 'error'))
    const { client, session } = clientOf(wire)
    const api = endpoints(client)
    await api.auth.signInByCode('123', '456')
    expect(session.current()?.account.id).toBe('a1')
    expect(wire.asked[0]?.headers).not.toHaveProperty('Idempotency-Key')
    await expect(api.auth.signOut()).rejects.toThrow()
    expect(session.current()).toBeNull()
  })
})

describe('a problem', () => {
  it('is read from any refusal, even one that is not JSON', () => {
    const told = problemOf({ status: 502, headers: { 'retry-after': 'soon' }, text: '<html>' })
    expect([told.code, told.detail, told.retry_after_s]).toEqual(['http_502', '', null])
    expect(isProblem(told)).toBe(true)
    expect(problemOf({ status: 400, headers: {}, text: '[1]' }).code).toBe('http_400')
  })

  it('keeps facts and fields', () => {
    const body = { code: 'malformed', errors: [{ field: 'note', message: 'too long' }], facts: { wanted: 2 } }
    const told = problemOf(json(400, body, { 'retry-after': '3' }))
    expect(told.errors[0]?.field).toBe('note')
    expect(told.facts['wanted']).toBe(2)
    expect(told.retry_after_s).toBe(3)
  })
})

describe('keys', () => {
  it('are UUIDs, also where the platform has no random source of its own', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(randomKey()).toMatch(shape)
    vi.stubGlobal('crypto', undefined)
    expect(randomKey(() => 0.5)).toMatch(shape)
    vi.unstubAllGlobals()
  })

  it('are not used again after a day', () => {
    let now = 0
    let count = 0
    const keys = intentKeys({ store: memoryStore(), newKey: () => `k${(count += 1)}`, now: () => now })
    expect(keys.keyFor('POST /a', 'x')).toBe('k1')
    now = 25 * 3600 * 1000
    expect(keys.keyFor('POST /a', 'x')).toBe('k2')
    keys.settle('POST /a', 'another')
    expect(keys.keyFor('POST /a', 'x')).toBe('k2')
  })

  it('tell bodies apart', () => {
    expect(fingerprintOf('{"a":1}')).not.toBe(fingerprintOf('{"a":2}'))
    expect(fingerprintOf('')).toBe('0:811c9dc5')
  })
})

describe('the operations', () => {
  it('send commands with the version that was seen', async () => {
    const wire = scripted(OK, OK, OK, OK)
    const api = endpoints(clientOf(wire).client)
    await api.orders.review('o1', 7, { stars: 5, tags: [], text: '' })
    await api.orders.assign('o1', 7, 'w1')
    await api.offers.accept('f1')
    await api.photos.upload('before', new ArrayBuffer(4), 'image/jpeg', 'o1', 'own-key')
    expect(wire.asked.map((one) => one.url)).toEqual([
      '/api/v1/orders/o1/review',
      '/api/v1/orders/o1/assign',
      '/api/v1/offers/f1/accept',
      '/api/v1/photos?kind=before&order_id=o1',
    ])
    expect(JSON.parse(wire.asked[0]?.body as string)).toEqual({ expected_version: 7, stars: 5, tags: [], text: '' })
    expect(JSON.parse(wire.asked[1]?.body as string)).toEqual({ expected_version: 7, worker_id: 'w1' })
    expect(wire.asked[3]?.headers).toMatchObject({ 'Content-Type': 'image/jpeg', 'Idempotency-Key': 'own-key' })
  })
})
