import type { ScoreParts } from '@shared/api'

export interface ScorePart {
  readonly name: 'travel' | 'waiting' | 'load' | 'skill'
  /** Never negative: a part that speaks for a worker takes no room in a bar of costs. */
  readonly value: number
}

/** The parts of a score as lengths of one bar. */
export function scoreBar(score: ScoreParts | null): { parts: readonly ScorePart[]; whole: number } {
  if (score === null) return { parts: [], whole: 0 }
  const parts: ScorePart[] = [
    { name: 'travel', value: Math.max(0, score.travel_s) },
    { name: 'waiting', value: Math.max(0, score.waiting) },
    { name: 'load', value: Math.max(0, score.load) },
    { name: 'skill', value: Math.max(0, score.skill) },
  ]
  return { parts, whole: parts.reduce((sum, { value }) => sum + value, 0) }
}
