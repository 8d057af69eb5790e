import { computed } from 'vue'
import type { Id, JobDetail } from '@shared/api/contract'
import { isProblem, readJson, writeJson } from '@shared/client'
import { foreseen } from '@shared/outbox'
import { isEnded } from '@shared/words'
import { callout } from '@common/app/callout'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { nextStep } from './rules'

/** One job as it will be once all that waits has been sent, kept on the phone for when there is no network. */
export function useJob(id: Id) {
  const { api, store, waiting } = callout()
  const storedAt = `callout.job.${id}`
  const loaded = useLoad<JobDetail>(async () => {
    const job = await api.jobs.get(id)
    if (isEnded(job.status)) store.remove(storedAt)
    else writeJson(store, storedAt, job)
    return job
  }, readJson<JobDetail>(store, storedAt))
  useLive(['job', 'order'], loaded.reload, () => id)
  const job = computed(() => loaded.data.value && foreseen(loaded.data.value, waiting.value.entries))
  /** Given to somebody else meanwhile, or taken back. */
  const isGone = computed(() => isProblem(loaded.error.value) && loaded.error.value.status === 404)
  const step = computed(() => job.value && nextStep(job.value, waiting.value.entries))
  const version = (): number => loaded.data.value?.version ?? 0
  return { job, loaded, isGone, step, version }
}
