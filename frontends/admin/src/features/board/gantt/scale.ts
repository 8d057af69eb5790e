import type { BoardWorker, Moment } from '@shared/api'
import { localTime } from '@shared/format'

export const QUARTER_MS = 900_000
const HOUR_MS = 3_600_000

/** The stretch of time that the Gantt shows, and how wide an hour is drawn. */
export interface Scale {
  readonly start_ms: number
  readonly end_ms: number
  readonly hour_px: number
}

/** The UTC instant at which `day` (`2026-03-18`) begins on the wall clock of `zone`. */
export function startOfDay(day: string, zone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  let guess = wanted
  for (let round = 0; round < 2; round += 1) guess += wanted - wallClock(guess, zone)
  return guess
}

/** What the wall clock of `zone` reads at an instant, as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  const { year, month, day, hour, minute } = localTime(new Date(instant), zone)
  return Date.UTC(year, month - 1, day, hour, minute)
}

/** Hours that hold every shift and visit, at least 08 to 20 on the region's clock. */
export function scaleOf(workers: readonly BoardWorker[], dayStart: number, hourPx: number): Scale {
  let start = dayStart + 8 * HOUR_MS
  let end = dayStart + 20 * HOUR_MS
  const dayEnd = dayStart + 24 * HOUR_MS
  const include = (from: Moment, to: Moment): void => {
    start = Math.min(start, Math.max(dayStart, Date.parse(from)))
    end = Math.max(end, Math.min(dayEnd, Date.parse(to)))
  }
  for (const worker of workers) {
    if (worker.shift) include(worker.shift.start, worker.shift.end)
    for (const visit of worker.visits) include(visit.start, visit.end)
  }
  const floor = dayStart + Math.floor((start - dayStart) / HOUR_MS) * HOUR_MS
  const ceiling = dayStart + Math.ceil((end - dayStart) / HOUR_MS) * HOUR_MS
  return { start_ms: floor, end_ms: ceiling, hour_px: hourPx }
}

export function xOf(scale: Scale, instant: number): number {
  return ((instant - scale.start_ms) / HOUR_MS) * scale.hour_px
}

export function widthOf(scale: Scale): number {
  return xOf(scale, scale.end_ms)
}

/** Left edge and width in pixels, cut to what is shown; null when none of it is. */
export function spanOf(scale: Scale, start: Moment, end: Moment): { x: number; width: number } | null {
  const from = Math.max(scale.start_ms, Date.parse(start))
  const to = Math.min(scale.end_ms, Date.parse(end))
  if (to <= from) return null
  return { x: xOf(scale, from), width: Math.max(4, xOf(scale, to) - xOf(scale, from)) }
}

/** The full hours of the scale. */
export function hoursOf(scale: Scale): number[] {
  const hours: number[] = []
  for (let at = scale.start_ms; at < scale.end_ms; at += HOUR_MS) hours.push(at)
  return hours
}

/** Which rows are on screen, with a few more on both sides so that scrolling shows no gap. */
export function rowsOnScreen(top: number, height: number, rowPx: number, count: number, spare = 6): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / rowPx) - spare)
  const to = Math.min(count, Math.ceil((top + height) / rowPx) + spare)
  return { from: Math.min(from, to), to }
}
