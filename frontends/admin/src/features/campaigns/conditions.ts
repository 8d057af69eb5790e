import type { Json } from '@shared/api'
import type { Part } from './ruleSets'

export type Kind = 'text' | 'set' | 'flag' | 'money' | 'count' | 'weekday' | 'clock'

/** One line of a condition as the form shows it; `amount` stands for the amount of all lines. */
export interface Row {
  readonly field: string
  readonly op: string
  /** As it is typed: a number, `silver, gold`, `08:00-12:00`, `yes`. */
  readonly value: string
}

const TEXT = ['member.tier', 'place.region', 'place.community', 'order.channel', 'event.note']
const MONEY = ['amount', 'member.spent_minor']

export function kindOf(field: string): Kind {
  if (TEXT.includes(field)) return 'text'
  if (field === 'member.tags') return 'set'
  if (field === 'member.is_new' || field === 'order.is_urgent') return 'flag'
  if (MONEY.includes(field)) return 'money'
  if (field.endsWith('.weekday')) return 'weekday'
  return field.endsWith('.clock') ? 'clock' : 'count'
}

const OPS: Readonly<Record<Kind, readonly string[]>> = {
  text: ['eq', 'ne', 'in', 'not_in'],
  set: ['has'],
  flag: ['eq'],
  money: ['ge', 'gt', 'le', 'lt', 'eq', 'ne'],
  count: ['ge', 'gt', 'le', 'lt', 'eq', 'ne', 'in', 'not_in'],
  weekday: ['in', 'not_in', 'eq', 'le', 'ge'],
  clock: ['within', 'ge', 'lt'],
}

/** The comparisons of the form that fit a field. */
export const opsOf = (field: string): readonly string[] => OPS[kindOf(field)]

export const newRow = (): Row => ({ field: 'amount', op: 'ge', value: '0' })

/** The same row on another field, with a comparison that fits it. */
export function onField(field: string): Row {
  const kind = kindOf(field)
  const value = kind === 'flag' ? 'true' : kind === 'clock' ? '08:00-12:00' : kind === 'weekday' ? '1,2,3,4,5' : ''
  return { field, op: opsOf(field)[0] ?? 'eq', value }
}

/** The condition as rows, or null where it is beyond the form (`any`, `not`, selectors, other comparisons). */
export function rowsOf(when: Json | undefined): readonly Row[] | null {
  if (when === undefined) return []
  if (typeof when !== 'object' || when === null || Array.isArray(when)) return null
  const node = when as Part
  if (node['always'] === true) return []
  const leaves = Array.isArray(node['all']) ? (node['all'] as readonly Json[]) : [node]
  const rows = leaves.map(rowOf)
  return rows.every((row): row is Row => row !== null) ? rows : null
}

function rowOf(leaf: Json): Row | null {
  if (typeof leaf !== 'object' || leaf === null || Array.isArray(leaf)) return null
  const { field, op, amount, value, values, from, to, ...rest } = leaf as Record<string, Json>
  if (Object.keys(rest).length > 0 || typeof op !== 'string') return null
  const name = typeof field === 'string' ? field : isEmptySelector(amount) ? 'amount' : null
  if (name === null || !opsOf(name).includes(op)) return null
  if (op === 'within') return { field: name, op, value: `${String(from)}-${String(to)}` }
  return { field: name, op, value: Array.isArray(values) ? values.join(', ') : String(value ?? '') }
}

const isEmptySelector = (selector: Json | undefined): boolean =>
  typeof selector === 'object' && selector !== null && Object.keys(selector).length === 0

/** The rows as a condition; undefined where there are none. */
export function whenOf(rows: readonly Row[]): Json | undefined {
  if (rows.length === 0) return undefined
  const leaves = rows.map(leafOf)
  return leaves.length === 1 ? leaves[0] : { all: leaves }
}

function leafOf({ field, op, value }: Row): Json {
  const subject: Record<string, Json> = field === 'amount' ? { amount: {} } : { field }
  if (op === 'within') {
    const [from = '', to = ''] = value.split('-').map((part) => part.trim())
    return { ...subject, op, from, to }
  }
  if (op === 'in' || op === 'not_in') {
    const values = value.split(/[,，]/).map((part) => part.trim()).filter((part) => part !== '')
    return { ...subject, op, values: values.map((one) => typed(field, one)) }
  }
  return { ...subject, op, value: typed(field, value.trim()) }
}

/** What is no number of a field that wants one is sent as it is: the server says so with its place. */
function typed(field: string, value: string): Json {
  const kind = kindOf(field)
  if (kind === 'flag') return value === 'true'
  const isNumber = kind === 'money' || kind === 'count' || kind === 'weekday'
  return isNumber && /^-?\d+$/.test(value) ? Number(value) : value
}
