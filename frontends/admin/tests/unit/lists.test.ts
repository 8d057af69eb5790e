import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Page } from '@shared/api'
import { useExceptions } from '@/features/exceptions/useExceptions'
import { usePages } from '@/features/orders/usePages'
import { usePolicy } from '@/features/board/usePolicy'
import { useWorkers } from '@/features/workers/useWorkers'
import { badgeText, useAttention } from '@/shell/useAttention'
import { useSession } from '@/stores/session'
import { REGION_ID } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

afterEach(() => vi.unstubAllGlobals())

describe('a paged list', () => {
  const pages: Record<string, Page<string>> = {
    first: { items: ['a', 'b'], next_cursor: 'second' },
    second: { items: ['c'], next_cursor: null },
  }
  const open = async () => {
    const list = inApp(() => usePages(async (cursor) => pages[cursor ?? 'first'] as Page<string>, ['order']))
    await settled()
    return list
  }

  test('is walked forwards and back by the server’s cursors', async () => {
    const list = await open()
    expect([list.items.value, list.hasNext.value, list.hasPrevious.value]).toEqual([['a', 'b'], true, false])
    await list.next()
    expect([list.items.value, list.number.value, list.hasNext.value]).toEqual([['c'], 2, false])
    await list.next()
    expect(list.number.value).toBe(2)
    await list.previous()
    expect(list.items.value).toEqual(['a', 'b'])
    await list.previous()
    expect(list.number.value).toBe(1)
  })

  test('begins anew with another filter, and stays on its page when fetched again', async () => {
    const list = await open()
    await list.next()
    await list.page.refresh()
    expect(list.items.value).toEqual(['c'])
    await list.restart()
    expect(list.number.value).toBe(1)
  })
})

describe('the exceptions queue', () => {
  const exception = (id: string, opened_at: string, resolved_at: string | null = null) =>
    ({ id, kind: 'flag_late', order_id: 'o', number: 'LS-1', opened_at, resolved_at, reason: { zh: '晚点', en: 'Late' } })

  test('shows the oldest open one first, and resolved ones on request', async () => {
    fakeServer({
      'GET /exceptions': () => ({
        items: [exception('new', '2026-03-18T12:00:00Z'), exception('old', '2026-03-18T10:00:00Z'), exception('done', '2026-03-18T09:00:00Z', '2026-03-18T09:30:00Z')],
        next_cursor: null,
      }),
    })
    const queue = inApp(useExceptions)
    await settled()
    expect(queue.shown.value.map(({ id }) => id)).toEqual(['old', 'new'])
    queue.isWithResolved.value = true
    expect(queue.shown.value.map(({ id }) => id)).toEqual(['done', 'old', 'new'])
    expect(queue.ageOf(queue.shown.value[0] ?? exception('x', ''))).toBe(1800)
  })

  test('keeps the question open when the answer was refused', async () => {
    let isDown = true
    const server = fakeServer({
      'GET /exceptions': () => ({ items: [exception('old', '2026-03-18T10:00:00Z')], next_cursor: null }),
      'POST /exceptions/:id/resolve': () => (isDown ? new Refusal(422, 'malformed') : undefined),
    })
    const queue = inApp(useExceptions)
    await settled()
    queue.ask(exception('old', '2026-03-18T10:00:00Z'))
    queue.note.value = ' called the worker '
    await queue.resolve()
    expect(queue.asked.value?.id).toBe('old')
    isDown = false
    await queue.resolve()
    expect(queue.asked.value).toBeNull()
    expect(server.sent('POST', '/exceptions/old/resolve').at(-1)?.body).toEqual({ note: 'called the worker' })
  })
})

describe('what asks for attention', () => {
  test('is counted: orders to review, and exceptions still open', async () => {
    fakeServer({
      'GET /orders': () => ({ items: [{}, {}], next_cursor: null }),
      'GET /exceptions': () => ({ items: [{ resolved_at: null }, { resolved_at: '2026-03-18T09:30:00Z' }], next_cursor: null }),
    })
    const { counts } = inApp(useAttention)
    await settled()
    expect(counts.value).toEqual({ review: 2, exceptions: 1 })
  })

  test('is told roughly when it is a lot', () => {
    expect([badgeText(7), badgeText(99), badgeText(100)]).toEqual(['7', '99', '99+'])
  })
})

describe('the list of workers', () => {
  const worker = (id: string, name: string, on_duty = true) =>
    ({ id, name, on_duty, skills: [{ skill: 'plumbing', level: 1 }], travel_mode: 'car', point: { lon: 0, lat: 0 }, open_visits: 0 })

  test('gathers all pages and narrows by name, skill and duty', async () => {
    fakeServer({
      'GET /workers': ({ query }) =>
        query.cursor === '2' ? { items: [worker('2', 'Diego', false)], next_cursor: null } : { items: [worker('1', 'Camila')], next_cursor: '2' },
    })
    const list = inApp(useWorkers)
    await settled()
    expect(list.shown.value.map(({ name }) => name)).toEqual(['Camila', 'Diego'])
    list.typed.value = 'PLUMB'
    expect(list.shown.value).toHaveLength(2)
    list.isOnlyOnDuty.value = true
    expect(list.shown.value.map(({ name }) => name)).toEqual(['Camila'])
    list.typed.value = 'diego'
    expect(list.shown.value).toEqual([])
  })
})

describe('the dispatch policy', () => {
  const policy = { is_enabled: true, rule: 'match', ask_ahead_s: 28_800, stability_s: 0, mode: 'offer', k: 3, tick_s: 60, radius_m: 8000, offer_ttl_s: 600, urgent_offer_ttl_s: 90, release_horizon_s: 64_800, freeze_s: 3600, version: 4 }

  test('is changed as a draft, and saved with the version that was seen', async () => {
    let kept = policy
    const path = `/regions/${REGION_ID}/dispatch-policy`
    const server = fakeServer({
      [`GET ${path}`]: () => kept,
      [`PUT ${path}`]: ({ body }) => (kept = { ...policy, ...(body as object), version: 5 }),
    })
    const model = inApp(usePolicy)
    await settled()
    await model.open()
    if (model.draft.value) model.draft.value.is_enabled = false
    expect(model.isAuto.value).toBe(true)
    await model.save()
    const { version, ...rest } = policy
    expect(server.sent('PUT', path)[0]?.body).toEqual({ ...rest, is_enabled: false, expected_version: version })
    expect([model.isOpen.value, model.isAuto.value]).toEqual([false, false])
  })

  test('keeps the draft when somebody else was faster', async () => {
    const path = `/regions/${REGION_ID}/dispatch-policy`
    fakeServer({ [`GET ${path}`]: () => policy, [`PUT ${path}`]: () => new Refusal(409, 'stale_version') })
    const model = inApp(usePolicy)
    await settled()
    await model.open()
    await model.save()
    expect(model.isOpen.value).toBe(true)
  })

  test('is changed by managers only', () => {
    fakeServer({})
    const { model, session } = inApp(() => ({ model: usePolicy(), session: useSession() }))
    expect(model.mayChange.value).toBe(false)
    session.account = { id: 'a', display_name: 'M', roles: ['manager'], locale: 'en', phone_masked: null, region_id: null, worker: null }
    expect(model.mayChange.value).toBe(true)
  })
})
