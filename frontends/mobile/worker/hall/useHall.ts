import { computed, ref } from 'vue'
import type { HallEntry } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { useActing } from '@common/app/act'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { go } from '@common/platform/go'
import { sorted } from './rules'
import type { HallOrder } from './rules'

/** Orders that any fitting worker may take; the first to ask gets it. */
export function useHall() {
  const { api } = callout()
  const order = ref<HallOrder>('near')
  const hall = useLoad(async () => (await api.jobs.hall()).items)
  useLive(['job', 'order'], hall.reload)
  const { doing, act } = useActing(hall.reload)
  const entries = computed(() => sorted(hall.data.value ?? [], order.value))

  const grab = async (entry: HallEntry): Promise<void> => {
    const isMine = await act(entry.order_id, () => api.orders.grab(entry.order_id, entry.version))
    if (isMine) go('job', { id: entry.order_id })
  }
  return { ...hall, order, entries, doing, grab }
}
