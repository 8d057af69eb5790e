import type { Id, OrderSummary } from '@shared/api'
import { earliestFirst } from '@/rules/moments'

/** What is most urgent comes first: its deadline, then who has waited longest. */
export function byDeadline(orders: readonly OrderSummary[]): OrderSummary[] {
  return [...orders].sort(
    (a, b) =>
      earliestFirst(a.deadline_at, b.deadline_at) ||
      earliestFirst(a.created_at, b.created_at) ||
      a.id.localeCompare(b.id),
  )
}

/** Where the eye goes when the list changed: the same order, else whoever took its place. */
export function stayOn(before: readonly Id[], current: Id | null, after: readonly Id[]): Id | null {
  if (after.length === 0) return null
  if (current !== null && after.includes(current)) return current
  const place = current === null ? 0 : before.indexOf(current)
  const followers = place < 0 ? [] : before.slice(place + 1)
  return followers.find((id) => after.includes(id)) ?? after[Math.min(Math.max(place, 0), after.length - 1)] ?? null
}

/** The order `steps` away from the current one, stopping at the ends. */
export function stepFrom(ids: readonly Id[], current: Id | null, steps: number): Id | null {
  if (ids.length === 0) return null
  const at = current === null ? -1 : ids.indexOf(current)
  return ids[Math.min(ids.length - 1, Math.max(0, at + steps))] ?? null
}
