import { computed, ref, watch } from 'vue'
import type { Id } from '@shared/api/contract'
import { isProblem } from '@shared/client'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { businessTime, fetchCatalogue, useCity } from '@common/app/city'
import { go, goInstead } from '@common/platform/go'
import { localPhotos, takePhotos } from '@common/platform/photos'
import { useAddresses } from '../home/useAddresses'
import { isUrgent } from './rules'
import { useDraft } from './useDraft'
import { useQuote } from './useQuote'
import { useSlots } from './useSlots'

const PHOTOS_AT_MOST = 6

/** The order form of one service. */
export function useOrderForm(serviceId: Id) {
  const { api, account } = callout()
  const { serviceOf } = useCity()
  const { chosen: address } = useAddresses()
  const service = computed(() => serviceOf(serviceId))
  if (service.value === null) void fetchCatalogue().catch(() => undefined)

  const { draft, wasKept, addPhoto, discard } = useDraft(serviceId)
  const addressId = computed(() => address.value?.id ?? null)
  const slots = useSlots(serviceId, addressId, draft)
  const quoting = useQuote({ serviceId, addressId, slot: slots.slot })
  const { doing, act } = useActing()
  const previews = usePreviews(() => draft.photos.map((photo) => photo.ref))

  const takePhoto = async (): Promise<void> => {
    const paths = await takePhotos(PHOTOS_AT_MOST - draft.photos.length)
    await act('photo', async () => {
      for (const path of paths) await addPhoto(path)
    })
  }

  const sendPhotos = async (): Promise<readonly Id[]> => {
    for (const photo of draft.photos) {
      const kept = photo.id === null ? await localPhotos.read(photo.ref) : null
      if (kept === null) continue
      const { id } = await api.photos.upload('problem', kept.content, kept.type, null, photo.key)
      draft.photos = draft.photos.map((one) => (one.ref === photo.ref ? { ...one, id } : one))
    }
    return draft.photos.flatMap((photo) => (photo.id === null ? [] : [photo.id]))
  }

  const placeOrder = async (): Promise<Id> => {
    const chosen = slots.slot.value
    const quote = quoting.quote.value
    if (service.value === null || addressId.value === null || chosen === null || quote === null) throw new Error('incomplete')
    const receipt = await api.orders.submit({
      service_id: serviceId,
      address_id: addressId.value,
      window_start: chosen.start,
      window_end: chosen.end,
      note: draft.note.trim(),
      is_urgent: isUrgent(chosen, businessTime()),
      ...quote.to_place,
      photo_ids: await sendPhotos(),
    })
    return receipt.order_id
  }

  const submit = async (): Promise<void> => {
    if (account.value === null) return go('sign-in')
    await act('submit', async () => {
      try {
        const id = await placeOrder()
        discard()
        goInstead('order', { id })
      } catch (error) {
        if (isProblem(error)) await refetchAfter(error.code)
        throw error
      }
    })
  }
  const refetchAfter = (code: string): Promise<void> =>
    code === 'price_has_changed' ? quoting.lookAgain() : slots.refetch()

  const isReady = computed(() => account.value === null || (address.value !== null && slots.slot.value !== null && quoting.quote.value !== null && !quoting.loaded.isBusy.value))
  return { service, address, account, draft, wasKept, previews, slots, quoting, doing, takePhoto, submit, isReady }
}

/** Addresses under which the kept photos can be shown. */
function usePreviews(refs: () => readonly string[]) {
  const urls = ref<readonly string[]>([])
  const show = async (wanted: readonly string[]): Promise<void> => {
    const found = await Promise.all(wanted.map((one) => localPhotos.preview(one)))
    urls.value = found.filter((url): url is string => url !== null)
  }
  watch(refs, (wanted) => void show(wanted), { immediate: true })
  return urls
}
