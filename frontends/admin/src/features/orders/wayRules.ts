import type { DecisionCard, Rival, Text, WayIn } from '@shared/api'
import { WAYS, conditionText } from '@/words/ways'

/** "Would fit if: Ana’s shift were 25 min longer, and …" */
export function wayText(way: WayIn): Text {
  if (way.breaks.length === 0) return { zh: WAYS.hasRoom.zh(way.worker_name), en: WAYS.hasRoom.en(way.worker_name) }
  const parts = way.breaks.map(({ code, amount, text }) => conditionText(code, amount, way.worker_name, text))
  return {
    zh: WAYS.fits.zh + parts.map(({ zh }) => zh).join(WAYS.and.zh),
    en: WAYS.fits.en + parts.map(({ en }) => en).join(WAYS.and.en),
  }
}

/** Why the runner-up lost, if the card says so. */
export function lossOf(card: DecisionCard): Rival | undefined {
  return card.losses.find(({ worker_id }) => worker_id === card.runner_up?.worker_id)
}

const TERMS = ['travel', 'skill', 'load', 'waiting'] as const
export type Term = (typeof TERMS)[number]

/** The parts of a cost that are not nothing, in their turn. */
export function termsOf(card: DecisionCard): { term: Term; cost: number }[] {
  const { terms } = card
  return terms === null ? [] : TERMS.map((term) => ({ term, cost: terms[term] })).filter(({ cost }) => cost !== 0)
}
