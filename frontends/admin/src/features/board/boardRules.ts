import type { BoardWorker, Candidate, Id, Moment, OrderStatus, RunAssignment, Text, UnassignedOrder } from '@shared/api'
import { WORKER_ACTIONS } from '@/features/orders/orderForms'
import { earliestFirst } from '@/rules/moments'

/** A bar that is not there yet: what a choice or a run would put on a worker's day. */
export interface Ghost {
  readonly order_id: Id
  readonly worker_id: Id
  readonly number: string
  /** What the bar says; null where only the number is known. */
  readonly service_name: Text | null
  readonly start: Moment
  readonly end: Moment
}

/** Whom nobody has been asked for come first, urgent ones before others, then by when their window opens. */
export function byUrgency(orders: readonly UnassignedOrder[]): UnassignedOrder[] {
  return [...orders].sort(
    (a, b) =>
      Number(isOfferable(b)) - Number(isOfferable(a)) ||
      Number(b.is_urgent) - Number(a.is_urgent) ||
      earliestFirst(a.window_start, b.window_start) ||
      a.number.localeCompare(b.number),
  )
}

/** Whether it waits for somebody to be chosen; what is on offer waits for an answer instead. */
export function isOfferable({ allowed_actions }: Pick<UnassignedOrder, 'allowed_actions'>): boolean {
  return allowed_actions.some((action) => WORKER_ACTIONS.includes(action))
}

/** Whether every word typed occurs somewhere in the texts. */
export function matches(typed: string, texts: readonly string[]): boolean {
  const all = texts.join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

const both = ({ zh, en }: Text): string[] => [zh, en]

export function orderTexts(order: UnassignedOrder): string[] {
  return [order.number, ...both(order.service_name), ...both(order.community_name)]
}

export function workerTexts(worker: BoardWorker, skillName: (skill: string) => string): string[] {
  return [worker.name, ...worker.skills.flatMap(({ skill }) => [skill, skillName(skill)]), ...worker.visits.map(({ number }) => number)]
}

export interface RowsFirst {
  /** Who can take the selected order, by rank from 1. */
  readonly ranks: ReadonlyMap<Id, number>
  /** Whom a preview would give something. */
  readonly previewed: ReadonlySet<Id>
  /** Those whose shift is over by then come after those who still work. */
  readonly now_ms: number
}

/** Rows of the Gantt: candidates, then previewed ones, then who is at work, those with visits before the free ones. */
export function rowOrder(workers: readonly BoardWorker[], { ranks, previewed, now_ms }: RowsFirst): BoardWorker[] {
  const isAtWork = ({ on_duty, shift }: BoardWorker): boolean => on_duty && shift !== null && Date.parse(shift.end) > now_ms
  const last = Number.MAX_SAFE_INTEGER
  return [...workers].sort(
    (a, b) =>
      (ranks.get(a.id) ?? last) - (ranks.get(b.id) ?? last) ||
      Number(previewed.has(b.id)) - Number(previewed.has(a.id)) ||
      Number(isAtWork(b)) - Number(isAtWork(a)) ||
      Number(b.visits.length > 0) - Number(a.visits.length > 0) ||
      earliestFirst(a.shift?.start, b.shift?.start) ||
      a.name.localeCompare(b.name),
  )
}

export function loadShare(worker: BoardWorker): number {
  return worker.shift_minutes > 0 ? Math.round((worker.load_minutes / worker.shift_minutes) * 100) : 0
}

/** Who fits, best first. */
export function ranked(candidates: readonly Candidate[]): Candidate[] {
  const last = Number.MAX_SAFE_INTEGER
  return candidates.filter(({ fits }) => fits).sort((a, b) => (a.rank ?? last) - (b.rank ?? last))
}

/** The only hard failures that a dispatcher may overrule, with a reason. */
const FORGIVABLE: readonly string[] = ['declined_before']

/** Whether a candidate may be chosen at all: fits, or fails only where a person may decide otherwise. */
export function mayChoose({ fits, failures }: Candidate): boolean {
  return fits || (failures.length > 0 && failures.every(({ code }) => FORGIVABLE.includes(code)))
}

/** A late visit has not begun although its time has come. */
export function isLate(status: OrderStatus, start: Moment, now: Date): boolean {
  return ['ACCEPTED', 'EN_ROUTE'].includes(status) && Date.parse(start) < now.getTime()
}

export function endAfter(start: Moment, seconds: number): Moment {
  return new Date(Date.parse(start) + seconds * 1000).toISOString()
}

export type Comparison = 'same' | 'other' | 'unserved'

/** What the baseline would have done with the same order. */
export function compare(assignment: RunAssignment): Comparison {
  if (assignment.baseline_worker_id === null) return 'unserved'
  return assignment.baseline_worker_id === assignment.worker_id ? 'same' : 'other'
}

/** Change against the baseline in per cent, rounded; null where there is nothing to compare with. */
export function changeOf(value: number, baseline: number | undefined): number | null {
  if (baseline === undefined || baseline === 0) return null
  return Math.round(((value - baseline) / Math.abs(baseline)) * 100)
}
