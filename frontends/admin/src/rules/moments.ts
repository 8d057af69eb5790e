import type { Moment } from '@shared/api'

/** Sorts moments earliest first and what has none last; by time, so that notations may differ. */
export function earliestFirst(a: Moment | null | undefined, b: Moment | null | undefined): number {
  return instantOf(a) - instantOf(b) || 0
}

function instantOf(moment: Moment | null | undefined): number {
  return moment == null ? Number.MAX_SAFE_INTEGER : Date.parse(moment)
}
