import { Unreachable, fetchTransport, memoryStore, readJson, webStore } from '../src/client'

const request = { method: 'POST', url: '/x', headers: { A: 'b' }, body: '{}', timeout_ms: 1000 } as const

describe('the transport of browsers', () => {
  it('answers whatever the server said, with header names in lower case', async () => {
    const seen: unknown[] = []
    const send = fetchTransport({
      credentials: 'include',
      fetch: async (...given) => {
        seen.push(given)
        return new Response('no', { status: 409, headers: { 'Retry-After': '3' } })
      },
    })
    const answer = await send(request)
    expect(answer).toMatchObject({ status: 409, text: 'no' })
    expect(answer.headers['retry-after']).toBe('3')
    expect(seen[0]).toMatchObject(['/x', { method: 'POST', credentials: 'include', headers: { A: 'b' } }])
  })

  it('says unreachable when no answer came', async () => {
    const send = fetchTransport({
      credentials: 'omit',
      fetch: async () => {
        throw new TypeError('failed')
      },
    })
    await expect(send(request)).rejects.toBeInstanceOf(Unreachable)
  })
})

describe('stores', () => {
  it('forget rather than fail when the browser refuses', () => {
    const refusing = {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => undefined,
    } as unknown as Storage
    const store = webStore(refusing)
    store.set('a', 'b')
    store.remove('a')
    expect(store.get('a')).toBeNull()
  })

  it('count unreadable content as absent', () => {
    expect(readJson(memoryStore({ a: '{' }), 'a')).toBeNull()
    expect(readJson(memoryStore(), 'a')).toBeNull()
  })
})
