import type { Job, OrderAction, PhotoKind } from '@shared/api/contract'
import type { Entry } from '@shared/outbox'

/** The steps of a visit in the order in which the one big button takes them. */
const STEPS: readonly OrderAction[] = ['depart', 'arrive', 'start', 'complete']

export type NextStep =
  | { readonly kind: 'action'; readonly action: OrderAction }
  | { readonly kind: 'photo'; readonly photo: 'before' | 'after'; readonly missing: number }
  | { readonly kind: 'none' }

/** Photos on the server and photos that wait on the phone count alike. */
export function photoCount(job: Job, entries: readonly Entry[], kind: PhotoKind): number {
  const sent = job.photos.filter((photo) => photo.kind === kind).length
  return sent + waitingPhotos(job, entries, kind).length
}

export function waitingPhotos(job: Job, entries: readonly Entry[], kind: PhotoKind): readonly string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'photo' && entry.order_id === job.order_id && entry.photo_kind === kind ? [entry.ref] : [],
  )
}

/** What comes next: an allowed step, or the photos that it asks for first. */
export function nextStep(job: Job, entries: readonly Entry[]): NextStep {
  const allowed = job.allowed_actions as readonly OrderAction[]
  const action = STEPS.find((step) => allowed.includes(step))
  if (action === undefined) return { kind: 'none' }
  const photo = action === 'start' ? 'before' : action === 'complete' ? 'after' : null
  if (photo === null) return { kind: 'action', action }
  const missing = needed(job, photo) - photoCount(job, entries, photo)
  return missing > 0 ? { kind: 'photo', photo, missing } : { kind: 'action', action }
}

export function needed(job: Job, kind: 'before' | 'after'): number {
  return kind === 'before' ? job.photos_before : job.photos_after
}

export function showsPhotos(job: Job, kind: 'before' | 'after'): boolean {
  const from = kind === 'before' ? ['ARRIVED', 'IN_SERVICE'] : ['IN_SERVICE']
  return [...from, 'AWAITING_CONFIRMATION', 'COMPLETED'].includes(job.status)
}
