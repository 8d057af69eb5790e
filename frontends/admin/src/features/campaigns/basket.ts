import type { Json, PreviewAsked } from '@shared/api'
import { minorOf } from '@shared/format'
import { kindOf } from './conditions'

/** A basket as it is typed. */
export interface Basket {
  lines: { service: string; category: string; amount: string; units: string }[]
  readings: { field: string; value: string }[]
  codes: string
  points: string
  /** `live`, or the id of a draft. */
  rules: string
  isBest: boolean
}

export const emptyBasket = (): Basket => ({
  lines: [{ service: '', category: '', amount: '', units: '1' }],
  readings: [],
  codes: '',
  points: '',
  rules: 'live',
  isBest: false,
})

/** Minutes of the day of `08:30`, else null. */
export function minutesOf(clock: string): number | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock.trim())
  return found === null ? null : Number(found[1]) * 60 + Number(found[2])
}

function readingOf(field: string, typed: string): Json {
  const value = typed.trim()
  switch (kindOf(field)) {
    case 'flag':
      return value === 'true'
    case 'clock':
      return minutesOf(value) ?? value
    case 'set':
      return value.split(/[,，]/).map((one) => one.trim()).filter((one) => one !== '')
    case 'text':
      return value
    default:
      return /^-?\d+$/.test(value) ? Number(value) : value
  }
}

/** What the server is asked; null while a line has no service or no amount of this currency. */
export function askedOf(basket: Basket, exponent: number): PreviewAsked | null {
  const lines = basket.lines.map(({ service, category, amount, units }, at) => ({
    id: `line-${at + 1}`,
    service: service.trim(),
    category: category.trim(),
    kind: 'service' as const,
    amount_minor: minorOf(amount, exponent),
    units: Number(units) || 1,
    tags: [],
    markdown_bp: 0,
  }))
  if (lines.length === 0 || lines.some((line) => line.service === '' || line.amount_minor === null)) return null
  const points = /^\d+$/.test(basket.points.trim()) ? Number(basket.points) : 0
  return {
    lines: lines as PreviewAsked['lines'],
    readings: basket.readings.map(({ field, value }) => ({ field, value: readingOf(field, value) })) as PreviewAsked['readings'],
    codes: basket.codes.split(/[,，\s]+/).filter((code) => code !== '').map((code) => ({ code, promotion: null })),
    points_available: points,
    points_wanted: points,
    draft_id: basket.rules === 'live' ? null : basket.rules,
    version: null,
    at: null,
    best: basket.isBest,
  }
}
