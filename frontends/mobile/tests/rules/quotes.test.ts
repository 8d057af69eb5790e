import type { CouponBatch, MyCoupon, Quote } from '@shared/api/contract'
import { remedyText, valueText } from '@shared/words'
import { claimStanding, isScarce, shelvesOf, standingOf } from '../../homeowner/coupons/rules'
import { choicesOf, mayChoose, ownWish, refusalOf, stepOf, stepped } from '../../homeowner/ordering/quoteRules'

const coupon = (id: string, change: object = {}): MyCoupon =>
  ({ region_id: 'r', unlocks: null, is_usable: true, coupon: { id, code: `${id}-CODE`, promotion: `p-${id}`, status: 'owned', ...change } }) as MyCoupon
const refused = (code: string | null, reason: string, promotion: string | null = null) =>
  ({ code, reason, promotion, name: null, rival: null, left: null, misses: [], remedy: null })
const quote = (change: object = {}): Quote =>
  ({ currency: 'CLP', points_available: 300, gap_minor: 0, price: { refused: [] }, to_place: { codes: [], coupon_ids: ['a'], points: 20, best: true, shown_price_minor: 1 }, ...change }) as unknown as Quote

describe('a quote', () => {
  it('is made one’s own by what it applied', () => {
    expect(ownWish(quote())).toEqual({ best: false, codes: [], couponIds: ['a'], points: 20 })
  })

  it('knows a refused code however it was typed', () => {
    const seen = quote({ price: { refused: [refused('K7QP2M9X', 'coupon_used')] } })
    expect(refusalOf(seen, 'k7qp-2m9x')?.reason).toBe('coupon_used')
    expect(refusalOf(seen, 'other')).toBeNull()
  })

  it('puts applied coupons first, usable ones next and refused ones last', () => {
    const seen = quote({ price: { refused: [refused('B-CODE', 'min_spend_not_met'), refused(null, 'not_in_best', 'p-c')] } })
    const choices = choicesOf([coupon('b'), coupon('c'), coupon('a'), coupon('used', { status: 'used' })], seen)
    expect(choices.map((one) => one.coupon.coupon.id)).toEqual(['a', 'c', 'b'])
    expect(choices.map(mayChoose)).toEqual([true, true, false])
  })

  it('steps points by a tenth of them, within what there is', () => {
    expect([stepOf(40), stepOf(1280), stepOf(300)]).toEqual([10, 130, 30])
    expect([stepped(290, 30, 300), stepped(10, -30, 300), stepped(100, 30, 300)]).toEqual([300, 0, 130])
  })
})

describe('why an offer does not apply', () => {
  const price = (minor: number): string => `$${minor}`
  const change = (reading: string, to: unknown, by: number | null = null, element: string | null = null) =>
    ({ reading, to, by, element, is_in_reach: true }) as never

  it('ends with the smallest change that helps', () => {
    expect(remedyText([change('amount', 30000, 2000)], price)?.en).toBe('$2000 more and it applies')
    expect(remedyText([change('amount', 10, -5)], price)?.en).toBe('$5 less and it applies')
    expect(remedyText([change('visit.weekday', 3), change('visit.clock', 510)], price)?.en).toBe('Weekday of the visit: Wed; Time of the visit: 08:30')
    expect(remedyText([change('member.tags', true, null, 'vip')], price)?.en).toBe('Tags of the member with “vip”')
    expect([remedyText(null, price), remedyText([], price)]).toEqual([null, null])
  })

  it('writes values as people do', () => {
    expect(['member.is_new', 'order.nth', 'member.spent_minor'].map((name, at) => valueText(name, [true, 3, 5000][at] as never, price).en)).toEqual(['yes', '3', '$5000'])
    expect(valueText('member.tier', null, price).en).toBe('not known')
  })
})

describe('coupons', () => {
  it('stand where their card says', () => {
    expect([standingOf(coupon('a')), standingOf({ ...coupon('a'), is_usable: false }), standingOf({ ...coupon('a', { status: 'lapsed' }), is_usable: false }), standingOf({ ...coupon('a', { status: 'revoked' }), is_usable: false })]).toEqual(['usable', 'unusable', 'lapsed', 'revoked'])
  })

  it('stand on two shelves: free ones, then those for points, cheapest first', () => {
    const batch = (id: string, points: number) => ({ id, points }) as CouponBatch
    const shelves = shelvesOf([batch('dear', 200), batch('free', 0), batch('cheap', 50)])
    expect(shelves.map(({ kind, batches }) => [kind, ...batches.map(({ id }) => id)])).toEqual([['free', 'free'], ['shop', 'cheap', 'dear']])
    expect(shelvesOf([])).toEqual([])
  })
  it('are claimed while there are some and one has not had one’s share', () => {
    expect([claimStanding({ left: 3, own: 0, per_member: 1 }), claimStanding({ left: 3, own: 1, per_member: 1 }), claimStanding({ left: 0, own: 0, per_member: 1 })]).toEqual(['free', 'mine', 'gone'])
    expect([isScarce({ left: 200 }), isScarce({ left: 201 })]).toEqual([true, false])
  })
})
