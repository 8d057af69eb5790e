import type { Json } from '@shared/api'
import { patched } from './ruleSets'
import type { Part } from './ruleSets'

type Unit = 'days' | 'months'
const USUAL: Readonly<Record<Unit, number>> = { days: 365, months: 12 }

export const unitOf = (kind: string): Unit => (kind === 'days' || kind === 'activity' ? 'days' : 'months')

/** When the points of a reward end; null where the earning policy says it. */
export function expiryOf(reward: Part): { readonly kind: string; readonly unit: Unit; readonly count: Json | undefined } | null {
  const said = reward['expiry'] as Part | undefined
  if (said === undefined) return null
  const kind = String(said['kind'] ?? '')
  const unit = unitOf(kind)
  return { kind, unit, count: said[unit] }
}

/** The reward with another expiry. A count stays while its unit does; without a kind, the policy says it. */
export function withExpiry(reward: Part, kind: string, count: Json | undefined): Part {
  if (kind === '') return patched(reward, { expiry: undefined })
  const unit = unitOf(kind)
  const before = expiryOf(reward)
  const kept = before === null || before.unit === unit ? count : undefined
  const isEmptied = before?.kind === kind && count === undefined
  return patched(reward, { expiry: patched({ kind }, { [unit]: isEmptied ? undefined : kept ?? USUAL[unit] }) })
}
