import type { Moment, Point, Polygon, Slot } from '@shared/api/contract'
import { dayKey, nextDay } from '@shared/format'

export const DAYS_SHOWN = 7
const URGENT_WITHIN_MS = 2 * 3600 * 1000

/** `2026-11-22` and the days after it. */
export function daysFrom(now: Date, timeZone: string, count: number = DAYS_SHOWN): readonly string[] {
  const days = [dayKey(now, timeZone)]
  while (days.length < count) days.push(nextDay(days[days.length - 1] as string))
  return days
}

/** Only slots that somebody can really serve. */
export function trueSlots(slots: readonly Slot[]): readonly Slot[] {
  return slots.filter((slot) => slot.is_available)
}

/** The slot that stays chosen after the slots were fetched again, else the first true one. */
export function slotToChoose(slots: readonly Slot[], wanted: Moment | null): Slot | null {
  const free = trueSlots(slots)
  return free.find((slot) => slot.start === wanted) ?? free[0] ?? null
}

/** A visit that begins within two hours of ordering is urgent. */
export function isUrgent(slot: Slot, now: Date): boolean {
  return Date.parse(slot.start) - now.getTime() < URGENT_WITHIN_MS
}

/** Whether a point lies inside a polygon's outer ring and in none of its holes. */
export function isInside(point: Point, { coordinates }: Polygon): boolean {
  const [outer, ...holes] = coordinates
  return outer !== undefined && isInRing(point, outer) && !holes.some((hole) => isInRing(point, hole))
}

type Ring = readonly (readonly [number, number])[]

/** Counts how often a ray to the east crosses the ring. */
function isInRing({ lon, lat }: Point, ring: Ring): boolean {
  let isIn = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i] as readonly [number, number]
    const [xj, yj] = ring[j] as readonly [number, number]
    const crosses = yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi
    if (crosses) isIn = !isIn
  }
  return isIn
}
