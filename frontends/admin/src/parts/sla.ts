import type { Moment } from '@shared/api'

export type SlaLevel = 'calm' | 'soon' | 'late' | 'over'

export interface Sla {
  /** Business seconds left; negative once it has passed. */
  readonly left_s: number
  /** Share of the time that is left, 0..1. */
  readonly share: number
  readonly level: SlaLevel
}

const SOON = 0.5
const LATE = 0.2
/** Never call a deadline near on its share alone when this much is left. */
const AMPLE_S = 4 * 3600

/** Where it is not known when the clock started, nearness is told by the time left alone. */
const SOON_S = 600
const LATE_S = 120

/** How a deadline stands, counted from when its clock started. */
export function slaOf(from: Moment | undefined, deadline: Moment, now: Date): Sla {
  const end = Date.parse(deadline)
  const left = Math.floor((end - now.getTime()) / 1000)
  if (from === undefined) return { left_s: left, share: 1, level: nearness(left) }
  const whole = Math.max(1, (end - Date.parse(from)) / 1000)
  const share = Math.min(1, Math.max(0, left / whole))
  return { left_s: left, share, level: levelOf(left, share) }
}

function nearness(left: number): SlaLevel {
  if (left < 0) return 'over'
  if (left > SOON_S) return 'calm'
  return left > LATE_S ? 'soon' : 'late'
}

function levelOf(left: number, share: number): SlaLevel {
  if (left < 0) return 'over'
  if (left > AMPLE_S || share > SOON) return 'calm'
  return share > LATE ? 'soon' : 'late'
}
