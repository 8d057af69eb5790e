import type { Id, MyCoupon, PriceRefused, Quote } from '@shared/api/contract'

/** What the homeowner wants of coupons and points; `best` leaves it to the server. */
export interface Wish {
  readonly best: boolean
  readonly codes: readonly string[]
  readonly couponIds: readonly Id[]
  readonly points: number
}

export const BEST: Wish = { best: true, codes: [], couponIds: [], points: 0 }

/** What a quote applied, as a wish of one's own to change one thing of. */
export function ownWish({ to_place }: Quote): Wish {
  return { best: false, codes: to_place.codes, couponIds: to_place.coupon_ids, points: to_place.points }
}

const bare = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase()

/** Why a code did not apply; null where it did, or was not presented. */
export function refusalOf(quote: Quote, code: string): PriceRefused | null {
  return quote.price.refused.find((one) => one.code !== null && bare(one.code) === bare(code)) ?? null
}

export interface CouponChoice {
  readonly coupon: MyCoupon
  readonly isApplied: boolean
  readonly refused: PriceRefused | null
}

/** My coupons for this order: applied ones first, then those that may be used, then those refused. */
export function choicesOf(coupons: readonly MyCoupon[], quote: Quote): readonly CouponChoice[] {
  const choices = coupons
    .filter(({ coupon }) => coupon.status === 'owned')
    .map((coupon) => ({
      coupon,
      isApplied: quote.to_place.coupon_ids.includes(coupon.coupon.id),
      refused: refusalOf(quote, coupon.coupon.code) ?? refusalOfPromotion(quote, coupon.coupon.promotion),
    }))
  const rank = (one: CouponChoice): number => (one.isApplied ? 0 : isOpen(one) ? 1 : 2)
  return [...choices].sort((a, b) => rank(a) - rank(b))
}

/** A better combination, or a rival of its kind, does not forbid it: one may still choose it. */
function isOpen({ coupon, refused }: CouponChoice): boolean {
  return coupon.is_usable && (refused === null || refused.reason === 'not_in_best' || refused.reason === 'group_lost')
}

export const mayChoose = (choice: CouponChoice): boolean => choice.isApplied || isOpen(choice)

function refusalOfPromotion(quote: Quote, promotion: string): PriceRefused | null {
  return quote.price.refused.find((one) => one.code === null && one.promotion === promotion) ?? null
}

/** How many points a press adds or takes: a tenth of them, rounded to tens. */
export function stepOf(available: number): number {
  return Math.max(10, Math.round(available / 100) * 10)
}

export function stepped(now: number, by: number, available: number): number {
  return Math.min(available, Math.max(0, now + by))
}
