import type { MyTier, PointsEntry } from '@shared/api/contract'

export type GiftFault = 'wrongCode' | 'ownCode' | 'tooMany'

export interface GiftWish {
  readonly to: string
  readonly amount: string
}

/** As the server makes codes (domain/promotions/coupons/codes.py): no I, O, U, 0 and 1, the last sign a check. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
const CODE_LENGTH = 12

/** A member's code without its hyphens, however it was copied; null where it is none, so a slip costs no try. */
export function memberCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  const places = [...code].map((sign) => SIGNS.indexOf(sign))
  if (code.length !== CODE_LENGTH || places.includes(-1)) return null
  return places.reduce((sum, place, i) => sum + (i + 1) * place, 0) % SIGNS.length === 0 ? code : null
}

/** Whole points above zero, else null. */
export function wholePoints(typed: string): number | null {
  return /^[1-9]\d{0,9}$/.test(typed.trim()) ? Number(typed.trim()) : null
}

/** What is wrong with what was typed so far; fields left empty are not wrong yet. */
export function giftFault({ to, amount }: GiftWish, mine: string | null, available: number): GiftFault | null {
  const receiver = memberCode(to)
  if (to.trim() !== '' && receiver === null) return 'wrongCode'
  if (receiver !== null && receiver === memberCode(mine ?? '')) return 'ownCode'
  const points = wholePoints(amount)
  return amount.trim() !== '' && (points === null || points > available) ? 'tooMany' : null
}

export function isGiftReady(wish: GiftWish, mine: string | null, available: number): boolean {
  return memberCode(wish.to) !== null && wholePoints(wish.amount) !== null && giftFault(wish, mine, available) === null
}

/** Two runs of history as one: a line that is in both is told once. */
export function joined(first: readonly PointsEntry[], then: readonly PointsEntry[]): readonly PointsEntry[] {
  const ids = new Set(first.map(({ id }) => id))
  return [...first, ...then.filter(({ id }) => !ids.has(id))]
}

/** A month and a day that some year has, also 29 February. */
export function isDay(month: string, day: string): boolean {
  const [m, d] = [wholePoints(month), wholePoints(day)]
  if (m === null || d === null) return false
  const date = new Date(Date.UTC(2000, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d
}

/** How far the next tier is reached, in whole percent; 100 where there is none. */
export function tierShare({ counted, next }: Pick<MyTier, 'counted' | 'next'>): number {
  if (next === null || next.at_least === 0) return 100
  return Math.floor((Math.min(Math.max(counted, 0), next.at_least) * 100) / next.at_least)
}
