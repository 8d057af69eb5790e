import type { Id, PointsEntry } from '@shared/api/contract'

export type GiftFault = 'wrongNumber' | 'ownNumber' | 'tooMany'

export interface GiftWish {
  readonly to: string
  readonly amount: string
}

const MEMBER_NUMBER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A member number as the server knows it, however it was copied; null where it is none. */
export function memberNumber(typed: string): Id | null {
  const bare = typed.trim().toLowerCase()
  return MEMBER_NUMBER.test(bare) ? bare : null
}

/** Whole points above zero, else null. */
export function wholePoints(typed: string): number | null {
  return /^[1-9]\d{0,9}$/.test(typed.trim()) ? Number(typed.trim()) : null
}

/** What is wrong with what was typed so far; fields left empty are not wrong yet. */
export function giftFault({ to, amount }: GiftWish, me: Id | null, available: number): GiftFault | null {
  const receiver = memberNumber(to)
  if (to.trim() !== '' && receiver === null) return 'wrongNumber'
  if (receiver !== null && receiver === me) return 'ownNumber'
  const points = wholePoints(amount)
  return amount.trim() !== '' && (points === null || points > available) ? 'tooMany' : null
}

export function isGiftReady(wish: GiftWish, me: Id | null, available: number): boolean {
  return memberNumber(wish.to) !== null && wholePoints(wish.amount) !== null && giftFault(wish, me, available) === null
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
