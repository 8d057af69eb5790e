import type { OrderAction, OrderDetail, OrderStatus, Photo } from '@shared/api/contract'
import { isEnded } from '@shared/words'

export const STEPS = ['stepOrdered', 'stepBooked', 'stepComing', 'stepWorking', 'stepDone'] as const

const STEP_OF: Readonly<Record<string, number>> = {
  PENDING_REVIEW: 0,
  INFO_REQUESTED: 0,
  READY: 0,
  OFFERED: 0,
  ACCEPTED: 1,
  EN_ROUTE: 2,
  ARRIVED: 3,
  IN_SERVICE: 3,
  AWAITING_CONFIRMATION: 3,
  COMPLETED: 4,
}

/** How far along the bar an order is; null where the bar would mislead (ended early, or unknown). */
export function stepOf(status: OrderStatus): number | null {
  return STEP_OF[status] ?? null
}

/** What this screen has a place for. */
const KNOWN: readonly OrderAction[] = ['answer', 'cancel', 'confirm', 'not_done', 'review']

/** Buttons of a newer server that this client cannot press, shown as words. */
export function unknownActions(order: Pick<OrderDetail, 'allowed_actions'>): readonly OrderAction[] {
  return order.allowed_actions.filter((action) => !KNOWN.includes(action))
}

export function may(order: Pick<OrderDetail, 'allowed_actions'>, action: OrderAction): boolean {
  return (order.allowed_actions as readonly OrderAction[]).includes(action)
}

export function photosOf(order: Pick<OrderDetail, 'photos'>, kind: Photo['kind']): readonly Photo[] {
  return order.photos.filter((photo) => photo.kind === kind)
}

const ENDED_EARLY: readonly OrderStatus[] = ['REJECTED', 'CANCELLED', 'CLOSED_UNSERVED']

/** Why it ended is the owner's concern; why a step on the way was taken is not. */
export function reasonToTell(order: Pick<OrderDetail, 'status' | 'reason'>): string | null {
  return ENDED_EARLY.includes(order.status) ? order.reason : null
}

/** The deadline is told while it concerns the owner: not while a worker's own clock runs. */
export function showsDeadline(order: Pick<OrderDetail, 'status' | 'deadline_at' | 'on_expiry'>): boolean {
  const isWorkersClock = ['flag_late', 'no_show'].includes(order.on_expiry ?? '')
  return order.deadline_at !== null && !isEnded(order.status) && !isWorkersClock
}
