/** The books of one member, as far as the desk can look at them. */
import { MEMBER, iso, newId } from './city.mjs'

const DAY = 86_400_000
const text = (zh, en) => ({ zh, en })

export function pointsRoutes({ me, find, now, changed }) {
  const start = now()
  const lots = [['order', 240, 180, 0, -40, 320], ['review', 20, 20, 0, -38, 320], ['adjustment', 500, 500, 0, -20, 345], ['order', 310, 310, 120, -3, 362]].map(([origin, amount, remaining, held, earned, expires], at) => ({
    id: newId(), amount, remaining: remaining - held, held, expired: 0, reversed: 0, owed: 0, earned_at: iso(start + earned * DAY), pending_until: iso(start + (earned + 7) * DAY), expires_at: iso(start + expires * DAY), origin, order_id: at === 2 ? null : newId(), policy_version: 2,
  }))
  const holds = [{ id: newId(), amount: 120, status: 'open', held_at: iso(start - 3600_000), lapses_at: iso(start + 5 * DAY), order_id: newId() }]
  const why = [['held', -120, 3, text('来自完成的订单的积分已预留', 'Points from a completed order were set aside'), 3], ['earned', 310, 3, text('来自完成的订单的积分', 'Points earned for a completed order'), 3], ['adjusted', 500, 20, text('客服补给您的积分', 'Points that our staff added'), 2], ['matured', 240, 33, text('来自完成的订单的积分已可使用', 'Points from a completed order can now be used'), 0], ['captured', -60, 34, text('使用了来自完成的订单的预留积分', 'Set-aside points from a completed order were spent'), 0], ['earned', 20, 38, text('来自您的评价的积分', 'Points earned for your review'), 1], ['earned', 240, 40, text('来自完成的订单的积分', 'Points earned for a completed order'), 0]]
  const history = why.map(([kind, amount, ago, reason, lot]) => ({ id: newId(), kind, amount, at: iso(start - ago * DAY), reason, order_id: kind === 'adjusted' ? null : newId(), lot_id: lots[lot].id, policy_version: 2 }))
  const adjustments = [[800, 'Kitchen flooded twice; agreed with the owner on the phone', 'proposed', newId()], [-250, '重复发放的积分，订单 LS-10244', 'proposed', me.id], [500, 'Long wait for the warranty visit', 'approved', newId()], [5000, 'Wanted as a welcome gift', 'refused', newId()]].map(([points, reason, status, proposed_by], at) => ({
    id: newId(), region_id: me.region_id, member_id: MEMBER, points, reason, proposed_by, proposed_at: iso(start - at * 7_000_000), status, decided_by: status === 'proposed' ? null : me.id, decided_at: status === 'proposed' ? null : iso(start - at * 6_000_000),
  }))
  const member = { id: MEMBER, name: 'Camila Rojas', phone_masked: '+56*****1234', roles: ['homeowner'] }
  const sum = (key) => lots.reduce((total, lot) => total + lot[key], 0)
  const balance = () => ({ available: sum('remaining') - 190, pending: 190, held: sum('held'), debt: 0, expiring_next: { amount: lots[0].remaining + lots[1].remaining, at: lots[0].expires_at } })
  const refunds = new Map()
  const page = (items) => ({ items, next_cursor: null })
  const outstanding = (available, pending, held) => ({ available, pending, held, debt: 45, net: available + pending + held - 45 })

  function propose(id, body) {
    const isSmall = Math.abs(body.points) <= 500
    const made = { id: newId(), member_id: id, region_id: body.region_id, points: body.points, reason: body.reason, proposed_by: me.id, proposed_at: iso(now()), status: isSmall ? 'approved' : 'proposed', decided_by: isSmall ? me.id : null, decided_at: isSmall ? iso(now()) : null }
    adjustments.unshift(made)
    changed()
    return [201, made]
  }
  function decide(id, body) {
    const one = adjustments.find((it) => it.id === id)
    Object.assign(one, { status: body.is_approved ? 'approved' : 'refused', decided_by: me.id, decided_at: iso(now()) })
    return [200, one]
  }
  function priceOf(order) {
    const off = Math.round(order.price_minor / 10)
    const price_minor = order.price_minor - off
    return { order_id: order.id, currency: 'CLP', priced_at: order.created_at, refunded_minor: 0, points_back: 0, price: { rules_version: 3, totals: { listed_minor: order.price_minor, discount_minor: off, price_minor, points_used: 50, points_minor: 1000, tendered_minor: 0, due_minor: price_minor - 1000 }, lines: [{ id: 'service', units: 1, listed_minor: order.price_minor, discount_minor: off, price_minor, points_used: 50, points_minor: 1000 }], applied: [{ promotion: 'quiet_morning', name: text('工作日上午九折', '10 % off on weekday mornings'), campaign: 'quiet_mornings', code: null, lane: 100, minor: off, shares: [off], extra_service: null, extra_units: 0 }], refused: [], search: null } }
  }
  function refund(order, body) {
    const given = refunds.get(order.id) ?? []
    const lines = body.lines ?? [{ line: 'service', amount_minor: order.price_minor }]
    const amount_minor = lines.reduce((total, line) => total + line.amount_minor, 0)
    const made = { id: newId(), order_id: order.id, number: given.length + 1, amount_minor, lines, points_back: 30, points_taken: 18, points_owed: 0, reason: body.reason, granted_at: iso(now()) }
    refunds.set(order.id, [...given, made])
    return [201, made]
  }

  return [
    ['GET', /^\/members$/, (_, __, query) => query.get('phone').endsWith('0') ? [404, { code: 'account_not_found' }] : [200, member]],
    ['GET', /^\/members\/([^/]+)$/, () => [200, member]],
    ['GET', /^\/members\/([^/]+)\/points$/, (_, __, query) => [200, { moment: query.get('at') ?? iso(now()), balance: balance(), lots: query.get('at') ? lots.slice(0, 2) : lots, holds: query.get('at') ? [] : holds }]],
    ['GET', /^\/members\/([^/]+)\/points\/history$/, () => [200, page(history)]],
    ['POST', /^\/members\/([^/]+)\/points\/adjustments$/, ([id], body) => propose(id, body)],
    ['GET', /^\/points\/adjustments$/, (_, __, query) => [200, page(adjustments.filter(({ status }) => status === query.get('status')))]],
    ['POST', /^\/points\/adjustments\/([^/]+)\/decide$/, ([id], body) => decide(id, body)],
    ['GET', /^\/points\/report$/, (_, __, query) => [200, { start: query.get('start'), end: query.get('end'), totals: { issued: 48210, used: 21940, refunded: 1180, expired: 3420, reversed: 960, adjusted: 1300 }, opening: outstanding(182400, 9100, 2400), closing: outstanding(204110, 11250, 3180), breakage_bp: 1284, expected_breakage: 27610, liability_points: 190885, liability_minor: Math.round(190.885 * Number(query.get('thousand_worth_minor'))) }]],
    ['GET', /^\/points\/report\/rows$/, (_, __, query) => [200, { items: history.map((line, at) => ({ at: line.at, points: Math.abs(line.amount), kind: line.kind, journal_id: at === 2 ? null : newId(), member_id: MEMBER, lot_id: line.lot_id, order_id: line.order_id })), next_skip: Number(query.get('skip')) < 14 ? Number(query.get('skip')) + 7 : null }]],
    ['GET', /^\/points\/audit$/, () => [200, { journals: 18422, postings: 61230, lots: 7120, findings: [] }]],
    ['GET', /^\/orders\/([^/]+)\/price$/, ([id]) => [200, priceOf(find(id))]],
    ['GET', /^\/orders\/([^/]+)\/refunds$/, ([id]) => [200, { items: refunds.get(id) ?? [] }]],
    ['POST', /^\/orders\/([^/]+)\/refunds$/, ([id], body) => refund(find(id), body)],
  ]
}
