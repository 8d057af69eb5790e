import type { Id, Moment, OrderAction, PhotoKind } from '../api/contract'

/** A command given while it was not known whether the network would carry it. */
export interface CommandEntry {
  readonly kind: 'command'
  readonly id: string
  readonly key: string
  readonly order_id: Id
  readonly action: OrderAction
  readonly path: string
  /** Without `expected_version`, which is bound when it is sent. */
  readonly body: Readonly<Record<string, unknown>>
  /** Null while an earlier command of the same order has to be answered first. */
  readonly version: number | null
  readonly at: Moment
}

/** A photo whose bytes wait in the tray. */
export interface PhotoEntry {
  readonly kind: 'photo'
  readonly id: string
  readonly key: string
  readonly order_id: Id
  readonly photo_kind: PhotoKind
  readonly ref: string
  readonly at: Moment
}

export type Entry = CommandEntry | PhotoEntry

/** What the server would not do, and which later steps fell with it. */
export interface Refusal {
  readonly id: string
  readonly order_id: Id
  readonly action: OrderAction
  readonly code: string
  readonly detail: string
  readonly status: number
  readonly dropped: readonly OrderAction[]
}

export interface OutboxState {
  readonly entries: readonly Entry[]
  /** The latest version that the server gave, by order. */
  readonly versions: Readonly<Record<Id, number>>
  readonly refusals: readonly Refusal[]
}

export const EMPTY: OutboxState = { entries: [], versions: {}, refusals: [] }

export function withEntry(state: OutboxState, entry: Entry): OutboxState {
  return { ...state, entries: [...state.entries, entry] }
}

export function withoutEntry(state: OutboxState, id: string): OutboxState {
  const entries = state.entries.filter((entry) => entry.id !== id)
  const isNeeded = ([orderId]: readonly [Id, number]): boolean => entries.some((entry) => entry.order_id === orderId)
  return { ...state, entries, versions: Object.fromEntries(Object.entries(state.versions).filter(isNeeded)) }
}

export function withEntryReplaced(state: OutboxState, changed: Entry): OutboxState {
  return { ...state, entries: state.entries.map((entry) => (entry.id === changed.id ? changed : entry)) }
}

export function withVersion(state: OutboxState, orderId: Id, version: number): OutboxState {
  const isNeeded = state.entries.some((entry) => entry.order_id === orderId)
  return isNeeded ? { ...state, versions: { ...state.versions, [orderId]: version } } : state
}

/** Takes out the refused command and every later command of its order: they stood on its success. */
export function refuse(state: OutboxState, entry: Entry, problem: Pick<Refusal, 'code' | 'detail' | 'status'>): OutboxState {
  const falls = (other: Entry): boolean =>
    entry.kind === 'command' && other.kind === 'command' && other.order_id === entry.order_id && other.id !== entry.id
  const dropped = state.entries.filter(falls).map((other) => actionOf(other))
  const refusal = { ...problem, id: entry.id, order_id: entry.order_id, action: actionOf(entry), dropped }
  return {
    ...state,
    entries: state.entries.filter((other) => other.id !== entry.id && !falls(other)),
    refusals: [...state.refusals, refusal],
  }
}

export function actionOf(entry: Entry): OrderAction {
  return entry.kind === 'command' ? entry.action : `photo_${entry.photo_kind}`
}
