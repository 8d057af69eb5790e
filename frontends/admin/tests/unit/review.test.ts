import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useReviewQueue } from '@/features/review/useReviewQueue'
import { aReceipt, anOrder } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

const ORDERS = ['a', 'b', 'c'].map((id, at) => anOrder({ id, number: `LS-${id}`, deadline_at: `2026-03-18T12:1${at}:00Z` }))
let waiting: ReturnType<typeof anOrder>[]
let server: ReturnType<typeof fakeServer>

beforeEach(() => {
  waiting = [...ORDERS]
  const end = (_call: unknown, id = '') => {
    waiting = waiting.filter((order) => order.id !== id)
    return aReceipt({ order_id: id })
  }
  server = fakeServer({
    'GET /orders': () => ({ items: waiting, next_cursor: null }),
    'POST /orders/:id/approve': (call, id) => (id === 'stale' ? new Refusal(409, 'stale_version') : end(call, id)),
    'POST /orders/:id/reject': end,
    'POST /orders/:id/ask': end,
  })
})
afterEach(() => vi.unstubAllGlobals())

async function openQueue() {
  const queue = inApp(useReviewQueue)
  await settled()
  return queue
}

describe('the review queue', () => {
  test('asks for what waits in this region, nearest deadline first', async () => {
    const queue = await openQueue()
    expect(server.sent('GET', '/orders')[0]?.query).toMatchObject({ status: 'PENDING_REVIEW', sort: 'deadline_at' })
    expect(queue.orders.value.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(queue.current.value?.id).toBe('a')
  })

  test('approves the order under the eye with the version that was seen, and moves on', async () => {
    const queue = await openQueue()
    queue.move(1)
    await queue.approve()
    await settled()
    const [sent] = server.sent('POST', '/orders/b/approve')
    expect(sent?.body).toEqual({ expected_version: 3 })
    expect(sent?.headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(queue.current.value?.id).toBe('c')
  })

  test('approves all that is ticked, and one stale order stops none of the others', async () => {
    waiting = [...ORDERS, anOrder({ id: 'stale', deadline_at: null })]
    const queue = await openQueue()
    queue.mark('a')
    queue.mark('stale')
    queue.mark('c')
    await queue.approve()
    await settled()
    expect(waiting.map(({ id }) => id)).toEqual(['b', 'stale'])
    expect(queue.marked.size).toBe(0)
  })

  test('unticks by the same key', async () => {
    const queue = await openQueue()
    queue.mark()
    expect(queue.chosen.value.map(({ id }) => id)).toEqual(['a'])
    queue.mark()
    expect(queue.chosen.value).toEqual([])
  })

  test('rejects only after a reason was chosen', async () => {
    const queue = await openQueue()
    await queue.act('reject')
    expect(queue.actions.asked.value?.order.id).toBe('a')
    await queue.actions.confirm()
    expect(server.sent('POST', '/orders/a/reject')).toHaveLength(0)
    queue.actions.values.reason_code = 'unsafe'
    await queue.actions.confirm()
    await settled()
    expect(server.sent('POST', '/orders/a/reject')[0]?.body).toEqual({ expected_version: 3, reason_code: 'unsafe', note: '' })
    expect(queue.actions.asked.value).toBeNull()
  })

  test('offers nothing that the server does not allow', async () => {
    waiting = [anOrder({ id: 'a', allowed_actions: ['ask'] })]
    const queue = await openQueue()
    await queue.act('approve')
    expect(server.sent('POST', '/orders/a/approve')).toHaveLength(0)
  })

  test('looks again when somebody was faster', async () => {
    waiting = [anOrder({ id: 'stale' })]
    const queue = await openQueue()
    await queue.approve()
    await settled()
    expect(server.sent('GET', '/orders').length).toBeGreaterThan(1)
  })

  test('shows what waits for an answer on its other tab', async () => {
    const queue = await openQueue()
    queue.mark('a')
    queue.stage.value = 'INFO_REQUESTED'
    await settled()
    expect(server.calls.at(-1)?.query.status).toBe('INFO_REQUESTED')
    expect(queue.marked.size).toBe(0)
  })
})
