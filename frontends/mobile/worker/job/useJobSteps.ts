import { ref } from 'vue'
import type { Ref } from 'vue'
import type { Id, OrderAction, Point } from '@shared/api/contract'
import type { Entry, Outcome } from '@shared/outbox'
import { callout } from '@common/app/callout'
import { useActing } from '@common/app/act'
import { t } from '@common/app/language'
import { buzz, goHome, toast } from '@common/platform/go'
import { whereAmI } from '@common/platform/location'
import { localPhotos, takePhotos } from '@common/platform/photos'
import { words } from '../words'
import type { NextStep } from './rules'

export type JobSheet = 'finish' | 'drop' | 'maps' | 'place'

interface Steps {
  readonly id: Id
  readonly step: Readonly<Ref<NextStep | null>>
  readonly version: () => number
  readonly reload: () => Promise<void>
}

const PHOTOS_AT_ONCE = 3

/** What a worker does on a job: done at once, or kept until there is a network. */
export function useJobSteps({ id, step, version, reload }: Steps) {
  const { api, outbox, waiting } = callout()
  const { doing, act } = useActing()
  const sheet = ref<JobSheet | null>(null)
  /** The server wants to know why the work took so little time. */
  const asksWhyEarly = ref(false)

  /** Answers the code of a refusal that the screen itself can answer; tells all others. */
  const send = async (action: OrderAction, body: Readonly<Record<string, unknown>>): Promise<string | null> => {
    const outcome = await outbox.command({ order_id: id, action, command: action, body, version: version() })
    // Without a network a look at the server would only make the worker wait.
    if (outcome.kind !== 'kept') await reload()
    if (outcome.kind === 'refused' && ANSWERABLE.includes(outcome.refusal.code)) {
      outbox.dismiss(outcome.refusal.id)
      return outcome.refusal.code
    }
    tell(outcome)
    return null
  }
  const keepPhotos = async (kind: 'before' | 'after', paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      const ref = await localPhotos.keep(path)
      const outcome = await outbox.photo({ order_id: id, photo_kind: kind, ref })
      tell(outcome)
      if (outcome.kind !== 'kept') await reload()
    }
  }
  const photo = async (kind: 'before' | 'after'): Promise<void> => {
    const paths = await takePhotos(PHOTOS_AT_ONCE)
    await act('photo', () => keepPhotos(kind, paths))
  }
  const arrive = async (): Promise<void> => {
    const refused = await send('arrive', { position: await positionOrNull() })
    sheet.value = refused === null ? null : 'place'
  }
  /** Far from the address, or without a position, a photo of the place is the proof. */
  const proveArrival = async (): Promise<void> => {
    const paths = await takePhotos(1)
    if (paths.length === 0) return
    await act('arrive', async () => {
      await keepPhotos('before', paths)
      await arrive()
    })
  }
  const finish = (summary: string, materials: string, whyEarly: string): Promise<boolean> =>
    act('complete', async () => {
      const reason = whyEarly || reasonWhenSentLater(waiting.value.entries, id)
      const early = reason === '' ? {} : { early_reason: reason }
      const refused = await send('complete', { summary, materials, ...early })
      asksWhyEarly.value = refused !== null
      if (refused === null) sheet.value = null
    })
  const drop = async (reason: string): Promise<void> => {
    sheet.value = null
    if (await act('drop', () => api.orders.drop(id, version(), reason, ''))) goHome()
  }
  const press = async (): Promise<void> => {
    const next = step.value
    if (next?.kind === 'photo') return photo(next.photo)
    if (next?.kind !== 'action') return
    if (next.action === 'complete') sheet.value = 'finish'
    else await act(next.action, () => (next.action === 'arrive' ? arrive() : send(next.action, {})))
  }
  return { doing, sheet, asksWhyEarly, press, photo, proveArrival, finish, drop }
}

const ANSWERABLE: readonly string[] = ['not_near_the_address', 'too_soon_to_complete']

/** Steps that were kept offline reach the server together: it would believe that the work took no time. */
function reasonWhenSentLater(entries: readonly Entry[], id: Id): string {
  const begun = entries.find((entry) => entry.kind === 'command' && entry.order_id === id && entry.action === 'start')
  return begun === undefined ? '' : t(words.sentLater, begun.at, new Date().toISOString())
}

async function positionOrNull(): Promise<Point | null> {
  try {
    return await whereAmI()
  } catch {
    toast(t(words.noLocation))
    return null
  }
}

/** A refusal stays on the screen until it was read; here a short word is enough. */
function tell(outcome: Outcome): void {
  if (outcome.kind === 'kept') toast(t(words.waitingHint))
  else if (outcome.kind === 'refused') toast(t(words.refused))
  else buzz()
}
