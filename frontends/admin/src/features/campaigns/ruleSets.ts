import type { Json, RuleSet } from '@shared/api'

export type Part = { readonly [key: string]: Json }
export const LISTS = ['campaigns', 'promotions', 'batches'] as const
export type ListName = (typeof LISTS)[number]
/** Which part of a set is on screen; null for the set as a whole. */
export interface Place {
  readonly list: ListName
  readonly at: number
}

export interface Fault {
  /** As the server names it: `promotions[3].when.all[1].value`. */
  readonly path: string
  readonly code: string
  readonly detail: string
}

/** `promotions[3].when: missing (value)` as place, code and detail. */
export function faultOf(line: string): Fault {
  const found = /^(.*?): (\w+)(?: \((.*)\))?$/s.exec(line)
  if (found === null) return { path: '', code: line, detail: '' }
  const [, path = '', code = '', detail = ''] = found
  return { path: path === '.' ? '' : path, code, detail }
}

export function placeOf({ path }: Fault): Place | null {
  const found = /^(campaigns|promotions|batches)\[(\d+)\]/.exec(path)
  return found === null ? null : { list: found[1] as ListName, at: Number(found[2]) }
}

/** Faults of a part, their places told from the part on; those of no part belong to the whole. */
export function faultsAt(faults: readonly Fault[], place: Place | null): readonly Fault[] {
  if (place === null) return faults.filter((fault) => placeOf(fault) === null)
  const head = `${place.list}[${place.at}]`
  return faults
    .filter(({ path }) => path === head || path.startsWith(`${head}.`))
    .map((fault) => ({ ...fault, path: fault.path.slice(head.length + 1) }))
}

/** Faults at a key of a part, or below it. */
export const faultsOfKey = (faults: readonly Fault[], key: string): readonly Fault[] =>
  faults.filter(({ path }) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`))

export function partsOf(set: RuleSet, list: ListName): readonly Part[] {
  const parts = set[list]
  return Array.isArray(parts) ? (parts as readonly Part[]) : []
}

export const partAt = (set: RuleSet, { list, at }: Place): Part | null => partsOf(set, list)[at] ?? null

export function withPart(set: RuleSet, { list, at }: Place, part: Part): RuleSet {
  return { ...set, [list]: partsOf(set, list).map((one, n) => (n === at ? part : one)) }
}

export const withoutPart = (set: RuleSet, { list, at }: Place): RuleSet => ({
  ...set,
  [list]: partsOf(set, list).filter((_, n) => n !== at),
})

export function withNewPart(set: RuleSet, list: ListName): RuleSet {
  return { ...set, [list]: [...partsOf(set, list), newPart(set, list)] }
}

/** A part that is complete but for its meaning, under an id that is still free. */
function newPart(set: RuleSet, list: ListName): Part {
  const taken = new Set(partsOf(set, list).map(({ id }) => id))
  let n = taken.size + 1
  while (taken.has(`${list}_${n}`)) n += 1
  const start = { id: `${list}_${n}`, name: { zh: '新', en: 'New' } }
  if (list === 'campaigns') return { ...start, funded_by: 'platform', state: 'draft' }
  if (list === 'promotions') return { ...start, trigger: 'auto', reward: newReward('percent') }
  const first = partsOf(set, 'promotions').find(({ trigger, code }) => trigger === 'code' && code === undefined)
  return { ...start, promotion: first?.id ?? '', kind: 'claimed', size: 100, per_member: 1, valid_days: 30, state: 'draft' }
}

/** The same part with some keys changed; `undefined` takes a key away. */
export function patched(part: Part, patch: Readonly<Record<string, Json | undefined>>): Part {
  const merged: Record<string, Json | undefined> = { ...part, ...patch }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Part
}

export function nameOf(part: Part): { readonly zh: string; readonly en: string } {
  const name = part['name'] as Readonly<Record<string, Json>> | undefined
  return { zh: String(name?.['zh'] ?? ''), en: String(name?.['en'] ?? '') }
}

/** Rewards that the form knows, each with where it starts. */
export function newReward(type: string): Part {
  switch (type) {
    case 'percent':
      return { type, bp: 1000 }
    case 'amount':
      return { type, minor: 1000 }
    case 'points':
      return { type, points: 10 }
    case 'points_per_money':
      return { type, points: 1, per_minor: 1000 }
    case 'points_multiplier':
      return { type, bp: 20000 }
    case 'coupon':
      return { type, batch: '' }
    default:
      return { type }
  }
}

/** Reads JSON that somebody types; null while it is not yet an object. */
export function objectOf(typed: string): Part | null {
  try {
    const value: unknown = JSON.parse(typed)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : null
  } catch {
    return null
  }
}
