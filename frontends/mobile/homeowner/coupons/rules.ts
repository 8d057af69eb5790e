import type { CouponBatch, MyCoupon } from '@shared/api/contract'

export type CouponStanding = 'usable' | 'unusable' | 'used' | 'reserved' | 'lapsed' | 'revoked'

/** Where a coupon of mine stands, as its card says it. */
export function standingOf({ coupon, is_usable }: MyCoupon): CouponStanding {
  if (is_usable) return 'usable'
  return coupon.status === 'free' || coupon.status === 'owned' ? 'unusable' : coupon.status
}

export type ClaimStanding = 'free' | 'mine' | 'gone'

/** Whether one may claim a coupon of a batch, has all that one may have, or came too late. */
export function claimStanding({ left, own, per_member }: Pick<CouponBatch, 'left' | 'own' | 'per_member'>): ClaimStanding {
  if (own >= per_member) return 'mine'
  return left > 0 ? 'free' : 'gone'
}

/** From here down the number left is worth telling: above it nobody need hurry. */
const SCARCE = 200

export function isScarce({ left }: Pick<CouponBatch, 'left'>): boolean {
  return left <= SCARCE
}

export interface Shelf {
  readonly kind: 'free' | 'shop'
  readonly batches: readonly CouponBatch[]
}

/** What is free first, then what costs points, cheapest first; a shelf without anything is left out. */
export function shelvesOf(batches: readonly CouponBatch[]): readonly Shelf[] {
  const free = batches.filter(({ points }) => points === 0)
  const shop = batches.filter(({ points }) => points > 0).sort((a, b) => a.points - b.points)
  const shelves: readonly Shelf[] = [{ kind: 'free', batches: free }, { kind: 'shop', batches: shop }]
  return shelves.filter((shelf) => shelf.batches.length > 0)
}
