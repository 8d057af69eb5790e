import { reactive, watch } from 'vue'
import { readJson, writeJson, randomKey } from '@shared/client'
import type { Id, Moment } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { localPhotos } from '@common/platform/photos'

export interface DraftPhoto {
  readonly ref: string
  /** One upload per photo, however often the order is tried. */
  readonly key: string
  readonly id: Id | null
}

export interface Draft {
  note: string
  day: string | null
  start: Moment | null
  photos: readonly DraftPhoto[]
}

const EMPTY: Draft = { note: '', day: null, start: null, photos: [] }

/** What was filled in for a service, kept on the phone until it is ordered. */
export function useDraft(serviceId: Id) {
  const { store } = callout()
  const storedAt = `callout.draft.${serviceId}`
  const kept = readJson<Draft>(store, storedAt)
  const draft = reactive<Draft>({ ...EMPTY, ...kept })
  const wasKept = kept !== null && (kept.note !== '' || kept.photos.length > 0)
  const stop = watch(draft, () => writeJson(store, storedAt, draft), { deep: true })

  const addPhoto = async (path: string): Promise<void> => {
    const ref = await localPhotos.keep(path)
    draft.photos = [...draft.photos, { ref, key: randomKey(), id: null }]
  }
  const discard = (): void => {
    stop()
    for (const photo of draft.photos) void localPhotos.drop(photo.ref)
    store.remove(storedAt)
  }
  return { draft, wasKept, addPhoto, discard }
}
