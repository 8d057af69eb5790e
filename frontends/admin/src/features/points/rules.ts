import type { Id, Moment } from '@shared/api'
import { dayKey, momentOf, nextDay } from '@shared/format'

/** The end of an id, enough to tell one lot from another on a screen: they begin alike. */
export const shortId = (id: Id): string => id.slice(-6)

/** Days as one chooses them: both belong to the period. */
export interface Days {
  readonly from: string
  readonly until: string
}

export const isRightOrder = ({ from, until }: Days): boolean => from !== '' && until !== '' && from <= until

/** From the first moment of a day up to the first one after the last day, on the region's clocks. */
export function periodOf({ from, until }: Days, zone: string): { readonly start: Moment; readonly end: Moment } {
  return { start: momentOf(`${from}T00:00`, zone), end: momentOf(`${nextDay(until)}T00:00`, zone) }
}

function dayBefore(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}

export type Preset = 'thisMonth' | 'lastMonth' | 'last90'

/** The days that a preset means today. */
export function daysOf(preset: Preset, now: Date, zone: string): Days {
  const today = dayKey(now, zone)
  const first = `${today.slice(0, 7)}-01`
  if (preset === 'thisMonth') return { from: first, until: today }
  if (preset === 'last90') return { from: dayBefore(today, 89), until: today }
  const last = dayBefore(first, 1)
  return { from: `${last.slice(0, 7)}-01`, until: last }
}
