import type { HallEntry } from '@shared/api/contract'

export type HallOrder = 'near' | 'worth' | 'soon'

const COMPARE: Readonly<Record<HallOrder, (a: HallEntry, b: HallEntry) => number>> = {
  near: (a, b) => a.road_m - b.road_m,
  worth: (a, b) => b.price_minor - a.price_minor,
  soon: (a, b) => a.window_start.localeCompare(b.window_start),
}

export function sorted(entries: readonly HallEntry[], by: HallOrder): readonly HallEntry[] {
  return [...entries].sort(COMPARE[by])
}
