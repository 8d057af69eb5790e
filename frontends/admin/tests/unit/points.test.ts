import { afterEach, describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { daysOf, isRightOrder, periodOf } from '@/features/points/rules'
import { faultsOf, pointsOf, useAdjusting } from '@/features/points/useAdjusting'
import { useAdjustments } from '@/features/points/useAdjustments'
import { useMember, useMemberSearch } from '@/features/points/useMember'
import { useReport } from '@/features/points/useReport'
import { useClock } from '@/stores/clock'
import { useSession } from '@/stores/session'
import { REGION_ID } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

afterEach(() => vi.unstubAllGlobals())

const ZONE = 'America/Santiago'
const BALANCE = { available: 10, pending: 0, held: 0, debt: 0, expiring_next: null }

describe('the days of a report', () => {
  const now = new Date('2026-03-01T02:00:00Z') // the last evening of February in Santiago

  test('are those of the region’s clocks', () => {
    expect(daysOf('thisMonth', now, ZONE)).toEqual({ from: '2026-02-01', until: '2026-02-28' })
    expect(daysOf('lastMonth', now, ZONE)).toEqual({ from: '2026-01-01', until: '2026-01-31' })
    expect(daysOf('last90', now, ZONE)).toEqual({ from: '2025-12-01', until: '2026-02-28' })
  })

  test('go from the first moment of the first day up to the end of the last', () => {
    expect(periodOf({ from: '2026-02-01', until: '2026-02-28' }, ZONE)).toEqual({ start: '2026-02-01T03:00:00Z', end: '2026-03-01T03:00:00Z' })
    expect([isRightOrder({ from: '2026-02-02', until: '2026-02-01' }), isRightOrder({ from: '', until: '2026-02-01' })]).toEqual([false, false])
  })
})

describe('a member’s points', () => {
  const line = (id: string, lot_id: string | null) => ({ id, kind: 'earned', amount: 5, at: '2026-03-18T12:00:00Z', reason: { zh: '', en: '' }, order_id: null, lot_id, policy_version: 1 })
  const books = () => ({
    'GET /members/m/points': () => ({ moment: '2026-03-18T12:00:00Z', balance: BALANCE, lots: [], holds: [] }),
    'GET /members/m/points/history': () => ({ items: [line('a', 'lot-1'), line('b', 'lot-2'), line('c', null)], next_cursor: null }),
    'GET /members/m': () => ({ id: 'm', name: 'Camila', phone_masked: null, roles: ['homeowner'] }),
  })

  test('are shown as of a moment of the region’s clocks', async () => {
    const server = fakeServer(books())
    const { member, asOf } = inApp(() => useMember(ref('m')))
    await settled()
    expect(member.data.value?.name).toBe('Camila')
    asOf.value = '2026-03-01T09:00'
    await settled()
    expect(server.sent('GET', '/members/m/points').map(({ query }) => query.at)).toEqual([undefined, '2026-03-01T12:00:00Z'])
  })

  test('can be followed lot by lot', async () => {
    fakeServer(books())
    const { lines, lot } = inApp(() => useMember(ref('m')))
    await settled()
    expect(lines.value).toHaveLength(3)
    lot.value = 'lot-2'
    expect(lines.value.map(({ id }) => id)).toEqual(['b'])
  })

  test('are found by phone, and an unknown number stays in the field', async () => {
    fakeServer({ 'GET /members': ({ query }) => (query.phone === '+56 9 1' ? { id: 'm', name: 'Camila', phone_masked: null, roles: [] } : new Refusal(404, 'account_not_found')) })
    const found: string[] = []
    const search = inApp(() => useMemberSearch((id) => found.push(id)))
    search.phone.value = '123'
    await search.find()
    expect([found, search.phone.value]).toEqual([[], '123'])
    search.phone.value = ' +56 9 1 '
    await search.find()
    expect([found, search.phone.value]).toEqual([['m'], ''])
  })
})

describe('an adjustment', () => {
  test('needs a whole number above zero and a reason', () => {
    expect(pointsOf({ direction: 'take', amount: '30', reason: '' })).toBe(-30)
    expect(['0', '-3', '1.5', '', 'ten'].map((amount) => pointsOf({ direction: 'give', amount, reason: '' }))).toEqual([null, null, null, null, null])
    expect(faultsOf({ direction: 'give', amount: '1', reason: ' ' })).toMatchObject({ amount: null, reason: { en: 'Please say why' } })
  })

  test('is sent once it is complete, for the region of the desk', async () => {
    const server = fakeServer({ 'POST /members/m/points/adjustments': () => ({ status: 'proposed' }) })
    const onDone = vi.fn(async () => undefined)
    const adjusting = inApp(() => useAdjusting(() => 'm', onDone))
    adjusting.open()
    await adjusting.submit()
    expect([server.calls.length, adjusting.faults.value.amount?.en]).toEqual([0, 'Enter a whole number above zero'])
    Object.assign(adjusting.form, { direction: 'take', amount: '30', reason: ' sent twice ' })
    await adjusting.submit()
    expect(server.calls[0]?.body).toEqual({ region_id: REGION_ID, points: -30, reason: 'sent twice' })
    expect([adjusting.isOpen.value, onDone.mock.calls.length]).toEqual([false, 1])
  })

  test('stays on screen when it was refused', async () => {
    fakeServer({ 'POST /members/m/points/adjustments': () => new Refusal(422, 'points_not_enough') })
    const adjusting = inApp(() => useAdjusting(() => 'm', async () => undefined))
    adjusting.open()
    Object.assign(adjusting.form, { amount: '30', reason: 'x' })
    await adjusting.submit()
    expect(adjusting.isOpen.value).toBe(true)
  })
})

describe('the queue of adjustments', () => {
  const one = (id: string, proposed_by: string) => ({ id, region_id: REGION_ID, member_id: 'm', points: 900, reason: 'x', proposed_by, proposed_at: '2026-03-18T12:00:00Z', status: 'proposed', decided_by: null, decided_at: null })

  test('lets somebody else decide, and looks again', async () => {
    const server = fakeServer({
      'GET /points/adjustments': () => ({ items: [one('a', 'other'), one('b', 'me')], next_cursor: null }),
      'POST /points/adjustments/a/decide': () => one('a', 'other'),
    })
    const { queue, session } = inApp(() => ({ queue: useAdjustments(), session: useSession() }))
    session.account = { id: 'me', display_name: 'M', roles: ['manager'], locale: 'en', phone_masked: null, region_id: null, worker: null }
    await settled()
    expect(queue.list.items.value.map(queue.isMine)).toEqual([false, true])
    await queue.decide(queue.list.items.value[0] as never, true)
    expect(server.sent('POST', '/points/adjustments/a/decide')[0]?.body).toEqual({ is_approved: true })
    expect(server.sent('GET', '/points/adjustments')).toHaveLength(2)
  })
})

describe('the report', () => {
  test('is asked for again with each change, and not for a period that ends before it starts', async () => {
    const server = fakeServer({ 'GET /points/report': () => ({ totals: {} }) })
    const report = inApp(() => {
      useClock().now = new Date('2026-03-18T12:00:00Z')
      return useReport()
    })
    await settled()
    report.days.until = '2026-02-01'
    await settled()
    expect(report.isRight.value).toBe(false)
    report.choose('lastMonth')
    report.worth.value = '1500'
    await settled()
    expect(server.sent('GET', '/points/report').map(({ query }) => [query.start, query.end, query.thousand_worth_minor])).toEqual([
      ['2026-03-01T03:00:00Z', '2026-03-19T03:00:00Z', '1000'],
      ['2026-02-01T03:00:00Z', '2026-03-01T03:00:00Z', '1500'],
    ])
  })

  test('opens the rows of a number, page after page', async () => {
    const server = fakeServer({
      'GET /points/report': () => ({ totals: {} }),
      'GET /points/report/rows': ({ query }) => ({ items: [{ points: Number(query.skip) }], next_skip: query.skip === '0' ? 100 : null }),
    })
    const { rows } = inApp(useReport)
    await settled()
    await rows.open('issued')
    await rows.more()
    await rows.more()
    expect(rows.items.value.map(({ points }) => points)).toEqual([0, 100])
    expect(server.sent('GET', '/points/report/rows')[0]?.query.total).toBe('issued')
  })
})
