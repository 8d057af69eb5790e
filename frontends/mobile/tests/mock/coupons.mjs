/** Coupons of the one homeowner, and what an order costs with them. */
import { randomUUID } from 'node:crypto'
import { accounts } from './world.mjs'

const T = (zh, en) => ({ zh, en })
const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')

const coupon = (promotion, words, days, change = {}) => ({ region_id: accounts.homeowner.region_id, unlocks: words, is_usable: true, ...change, coupon: { id: randomUUID(), batch: promotion, promotion, code: 'K7QP-2M9X-4TRA', status: 'owned', member_id: accounts.homeowner.id, order_id: null, given_at: minutes(-600), expires_at: minutes(60 * 24 * days), ...change.coupon } })
export const coupons = [
  coupon('birthday', T('生日券 八五折', 'Birthday: 15 % off'), 20),
  coupon('big', T('满四万减六千', '6,000 off from 40,000'), 9, { coupon: { code: 'B4LK-77QX-PM2A' } }),
  coupon('old', T('新客八折', '20 % off the first order'), -3, { is_usable: false, coupon: { status: 'lapsed' } }),
]
export const batches = [['flash', '夏日秒杀', 'Summer flash', '空调清洗减五千', '5,000 off air conditioners', 37, 0], ['gone', '早鸟券', 'Early birds', '九折', '10 % off', 0, 0, 0], ['shop', '积分兑换', 'For points', '满二万减五千', '5,000 off from 20,000', 99, 0, 100]].map(([id, zh, en, whatZh, what, left, own, points = 0]) => ({ id, name: T(zh, en), promotion: id, unlocks: T(whatZh, what), kind: 'claimed', state: 'published', running: 'active', starts_at: null, ends_at: null, size: 100, given: 100 - left, left, per_member: 1, own, valid_days: 14, points }))

/** What a service costs with my coupon and points, as the one engine would tell it. */
export function priced(listed, { best, coupon_ids = [], codes = [], points: wanted = 0 }) {
  const used = coupons.filter(({ coupon: one }) => (best ? one.promotion === 'birthday' : coupon_ids.includes(one.id) && one.promotion !== 'big'))
  const off = used.length > 0 ? Math.round(listed * 0.15) : 0
  const pointsUsed = Math.min(best ? 120 : wanted, 300)
  const due = listed - off - pointsUsed * 20
  const refusal = (code, promotion, reason, remedy) => ({ promotion, name: null, code, reason, rival: null, left: null, misses: [], remedy })
  return {
    coupon_ids: used.map(({ coupon: one }) => one.id),
    points: pointsUsed,
    price: {
      rules_version: 3,
      totals: { listed_minor: listed, discount_minor: off, price_minor: listed - off, points_used: pointsUsed, points_minor: pointsUsed * 20, tendered_minor: 0, due_minor: due },
      lines: [{ id: 'service', units: 1, listed_minor: listed, discount_minor: off, price_minor: listed - off, points_used: pointsUsed, points_minor: pointsUsed * 20 }],
      applied: used.map(({ unlocks: name, coupon: one }) => ({ promotion: one.promotion, name, campaign: null, code: one.code, lane: 200, minor: off, shares: [off], extra_service: null, extra_units: 0 })),
      refused: [refusal('B4LK77QXPM2A', 'big', 'min_spend_not_met', [{ reading: 'amount', to: 40000, by: 40000 - listed, element: null, is_in_reach: true }]), ...codes.map((code) => refusal(code, null, 'code_unknown', null))],
      search: null,
    },
  }
}
