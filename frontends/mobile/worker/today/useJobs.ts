import { computed, watch } from 'vue'
import type { Job } from '@shared/api/contract'
import { readJson, writeJson } from '@shared/client'
import { foreseen } from '@shared/outbox'
import { callout } from '@common/app/callout'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { inOrder } from './rules'

const STORED_AT = 'callout.jobs'

interface Day {
  readonly offered: readonly Job[]
  readonly active: readonly Job[]
}

/** Today's jobs: from the server, kept for when there is no network, with what waits to be sent laid over. */
export function useJobs() {
  const { api, account, store, waiting } = callout()
  const day = useLoad<Day>(async () => {
    if (account.value === null) return { offered: [], active: [] }
    const [offered, active] = await Promise.all([api.jobs.list('offered'), api.jobs.list('active')])
    const fetched = { offered: offered.items, active: active.items }
    writeJson(store, STORED_AT, fetched)
    return fetched
  }, readJson<Day>(store, STORED_AT))
  useLive(['job', 'order'], day.reload)
  watch(account, () => void day.reload())

  const active = computed(() => inOrder((day.data.value?.active ?? []).map((job) => foreseen(job, waiting.value.entries))))
  const offered = computed(() => day.data.value?.offered ?? [])
  return { day, active, offered }
}
