import type { OrderDetail, OrderSummary, Service, Slot } from '@shared/api/contract'
import { greetingAt, openOrders, orderToRepeat } from '../../homeowner/home/rules'
import * as ordering from '../../homeowner/ordering/rules'
import * as tracking from '../../homeowner/tracking/rules'

const order = (id: string, status: string, at = '2026-11-22T10:00:00Z'): OrderSummary =>
  ({ id, status, window_start: at, created_at: at, service_id: `s-${id}` }) as OrderSummary
const ids = (orders: readonly OrderSummary[]): string[] => orders.map((one) => one.id)

describe('the home screen', () => {
  it('puts first what waits for its owner, then what moves, then what waits for us', () => {
    const orders = [order('wait', 'READY'), order('done', 'COMPLETED'), order('move', 'EN_ROUTE'), order('ask', 'INFO_REQUESTED')]
    expect(ids(openOrders(orders))).toEqual(['ask', 'move', 'wait'])
  })

  it('orders alike by the time of their window', () => {
    const orders = [order('late', 'READY', '2026-11-23T10:00:00Z'), order('soon', 'OFFERED')]
    expect(ids(openOrders(orders))).toEqual(['soon', 'late'])
  })

  it('repeats the last served order whose service can still be had', () => {
    const orders = [order('old', 'COMPLETED'), order('new', 'COMPLETED', '2026-11-23T10:00:00Z'), order('open', 'READY')]
    const any = (): Service => ({}) as Service
    expect(orderToRepeat(orders, any)?.id).toBe('new')
    expect(orderToRepeat(orders, (id) => (id === 's-old' ? any() : null))?.id).toBe('old')
    expect(orderToRepeat([order('open', 'READY')], any)).toBeNull()
  })

  it('greets by the hour', () => {
    expect([5, 13, 20, 2].map(greetingAt)).toEqual(['greetingMorning', 'greetingDay', 'greetingEvening', 'greetingEvening'])
  })
})

describe('the order form', () => {
  const slot = (start: string, is_available = true): Slot => ({ start, end: start, is_available })

  it('shows seven days from today on', () => {
    const days = ordering.daysFrom(new Date('2026-12-29T02:00:00Z'), 'America/Santiago')
    expect(days).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'])
  })

  it('chooses the wanted slot while it is free, else the next true one', () => {
    const slots = [slot('a', false), slot('b'), slot('c')]
    expect(ordering.slotToChoose(slots, 'c')?.start).toBe('c')
    expect(ordering.slotToChoose(slots, 'a')?.start).toBe('b')
    expect(ordering.slotToChoose([slot('a', false)], null)).toBeNull()
  })

  it('calls a visit within two hours urgent', () => {
    const now = new Date('2026-11-22T10:00:00Z')
    expect(ordering.isUrgent(slot('2026-11-22T11:59:00Z'), now)).toBe(true)
    expect(ordering.isUrgent(slot('2026-11-22T12:00:00Z'), now)).toBe(false)
  })

  it('knows whether somebody stands in a community, holes left out', () => {
    const ring = (low: number, high: number) =>
      [[low, low], [high, low], [high, high], [low, high], [low, low]] as [number, number][]
    const area = { type: 'Polygon' as const, coordinates: [ring(0, 10), ring(4, 6)] }
    expect(ordering.isInside({ lon: 2, lat: 2 }, area)).toBe(true)
    expect(ordering.isInside({ lon: 5, lat: 5 }, area)).toBe(false)
    expect(ordering.isInside({ lon: 11, lat: 5 }, area)).toBe(false)
    expect(ordering.isInside({ lon: 1, lat: 1 }, { type: 'Polygon', coordinates: [] })).toBe(false)
  })
})

describe('tracking', () => {
  it('has no step for what ended early or is unknown', () => {
    expect(['OFFERED', 'EN_ROUTE', 'COMPLETED', 'CANCELLED', 'ON_HOLD'].map(tracking.stepOf)).toEqual([0, 2, 4, null, null])
  })

  it("does not show a worker's own clock to the owner", () => {
    const seen = (status: string, on_expiry: string | null) =>
      tracking.showsDeadline({ status, on_expiry, deadline_at: 'x' } as OrderDetail)
    expect([seen('ACCEPTED', 'flag_late'), seen('AWAITING_CONFIRMATION', 'confirm'), seen('COMPLETED', null)]).toEqual([
      false, true, false,
    ])
  })

  it('offers what is allowed, and names what it does not know', () => {
    const given = { allowed_actions: ['cancel', 'propose_time'] } as unknown as OrderDetail
    expect(tracking.may(given, 'cancel')).toBe(true)
    expect(tracking.may(given, 'confirm')).toBe(false)
    expect(tracking.unknownActions(given)).toEqual(['propose_time'])
  })

  it('sorts photos by kind', () => {
    const photos = [{ id: 'a', kind: 'before' }, { id: 'b', kind: 'after' }] as unknown as OrderDetail['photos']
    expect(tracking.photosOf({ photos }, 'after').map((photo) => photo.id)).toEqual(['b'])
  })
})
