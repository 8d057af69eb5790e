import { onUnmounted } from 'vue'
import type { Job } from '@shared/api/contract'
import { tellWhereIAm } from './useDuty'

const EVERY_MS = 20_000

/** While on the way, and only then, the owner may see where the worker is. */
export function usePositionReports(jobs: () => readonly Job[]): void {
  const timer = setInterval(() => {
    if (jobs().some((job) => job.status === 'EN_ROUTE')) void tellWhereIAm()
  }, EVERY_MS)
  onUnmounted(() => clearInterval(timer))
}
