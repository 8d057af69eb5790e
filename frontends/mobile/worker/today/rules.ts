import type { Job } from '@shared/api/contract'

const UNDER_WAY = ['IN_SERVICE', 'ARRIVED', 'EN_ROUTE']

/** What is under way comes first, then the earliest planned start. */
export function inOrder(jobs: readonly Job[]): readonly Job[] {
  const stage = (job: Job): number => {
    const at = UNDER_WAY.indexOf(job.status)
    return at === -1 ? UNDER_WAY.length : at
  }
  return [...jobs].sort((a, b) => stage(a) - stage(b) || startOf(a).localeCompare(startOf(b)))
}

export function startOf(job: Job): string {
  return job.visit.planned_start ?? job.window_start
}

/** Offers that still wait for an answer, the one that ends first in front. */
export function liveOffers(jobs: readonly Job[], now: Date): readonly Job[] {
  return jobs
    .filter((job) => job.offer !== null && Date.parse(job.offer.expires_at) > now.getTime())
    .sort((a, b) => (a.offer?.expires_at ?? '').localeCompare(b.offer?.expires_at ?? ''))
}
