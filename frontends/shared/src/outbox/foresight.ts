import type { Job, KnownAction, KnownStatus, OrderAction } from '../api/contract'
import type { Entry } from './entries'

interface Step {
  readonly to: KnownStatus
  readonly next: readonly KnownAction[]
}

/**
 * What a worker's screen may assume while the answer is still on its way. It exists only to let a
 * visit go on without a network; the server's table decides, and its answer replaces this.
 */
const STEPS: Partial<Readonly<Record<KnownAction, Step>>> = {
  depart: { to: 'EN_ROUTE', next: ['arrive'] },
  arrive: { to: 'ARRIVED', next: ['start'] },
  start: { to: 'IN_SERVICE', next: ['complete'] },
  complete: { to: 'AWAITING_CONFIRMATION', next: [] },
}

/** The job as it will be once everything that waits in the outbox has been taken in. */
export function foreseen<J extends Job>(job: J, entries: readonly Entry[]): J {
  return entries.reduce((seen, entry) => {
    const step = entry.kind === 'command' && entry.order_id === job.order_id ? stepOf(entry.action) : undefined
    const isOutOfTurn = step === undefined || entry.kind !== 'command' || !allows(seen, entry.action)
    return isOutOfTurn ? seen : { ...seen, status: step.to, allowed_actions: step.next, deadline_at: null }
  }, job)
}

function allows(job: Job, action: OrderAction): boolean {
  return (job.allowed_actions as readonly OrderAction[]).includes(action)
}

function stepOf(action: OrderAction): Step | undefined {
  return (STEPS as Readonly<Record<string, Step>>)[action]
}
