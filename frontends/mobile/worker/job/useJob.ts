import { computed, ref } from 'vue'
import type { Id, JobDetail, OrderAction } from '@shared/api/contract'
import { isProblem, readJson, writeJson } from '@shared/client'
import { foreseen } from '@shared/outbox'
import type { Outcome } from '@shared/outbox'
import { isEnded } from '@shared/words'
import { callout } from '@common/app/callout'
import { useActing } from '@common/app/act'
import { t } from '@common/app/language'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { buzz, goHome, toast } from '@common/platform/go'
import { whereAmI } from '@common/platform/location'
import { localPhotos, takePhotos } from '@common/platform/photos'
import { words } from '../words'
import { nextStep } from './rules'

/** One job: what comes next, done at once or kept until there is a network. */
export function useJob(id: Id) {
  const { api, outbox, store, waiting } = callout()
  const storedAt = `callout.job.${id}`
  const loaded = useLoad<JobDetail>(async () => {
    const job = await api.jobs.get(id)
    if (isEnded(job.status)) store.remove(storedAt)
    else writeJson(store, storedAt, job)
    return job
  }, readJson<JobDetail>(store, storedAt))
  useLive(['job', 'order'], loaded.reload, () => id)
  const { doing, act } = useActing(loaded.reload)
  const sheet = ref<'finish' | 'drop' | 'maps' | null>(null)
  const job = computed(() => loaded.data.value && foreseen(loaded.data.value, waiting.value.entries))
  /** Given to somebody else meanwhile, or taken back. */
  const isGone = computed(() => isProblem(loaded.error.value) && loaded.error.value.status === 404)
  const step = computed(() => job.value && nextStep(job.value, waiting.value.entries))

  const send = async (action: OrderAction, body: Readonly<Record<string, unknown>>): Promise<void> => {
    const version = loaded.data.value?.version ?? 0
    tell(await outbox.command({ order_id: id, action, command: action, body, version }))
    await loaded.reload()
  }
  const photo = async (kind: 'before' | 'after'): Promise<void> => {
    const paths = await takePhotos(3)
    await act('photo', async () => {
      for (const path of paths) {
        const ref = await localPhotos.keep(path)
        tell(await outbox.photo({ order_id: id, photo_kind: kind, ref }))
      }
    })
  }
  const press = async (): Promise<void> => {
    const next = step.value
    if (next?.kind === 'photo') return photo(next.photo)
    if (next?.kind !== 'action') return
    if (next.action === 'complete') sheet.value = 'finish'
    else if (next.action === 'arrive') await arrive(send, act)
    else await act(next.action, () => send(next.action, {}))
  }
  const finish = async (summary: string, materials: string): Promise<void> => {
    await act('complete', () => send('complete', { summary, materials }))
    sheet.value = null
  }
  const drop = async (reason: string): Promise<void> => {
    const version = loaded.data.value?.version ?? 0
    sheet.value = null
    const isDropped = await act('drop', () => api.orders.drop(id, version, reason, ''))
    if (isDropped) goHome()
  }
  return { job, loaded, isGone, step, doing, sheet, press, photo, finish, drop }
}

type Send = (action: OrderAction, body: Readonly<Record<string, unknown>>) => Promise<void>
type Act = (name: string, work: () => Promise<unknown>) => Promise<boolean>

async function arrive(send: Send, act: Act): Promise<void> {
  let position
  try {
    position = await whereAmI()
  } catch {
    return toast(t(words.noLocation))
  }
  await act('arrive', () => send('arrive', { position }))
}

/** A refusal is shown on the day's screen, where it stays until read; here a short word is enough. */
function tell(outcome: Outcome): void {
  if (outcome.kind === 'kept') toast(t(words.waitingHint))
  else if (outcome.kind === 'refused') toast(t(words.refused))
  else buzz()
}
