import { computed, ref } from 'vue'
import type { Id, ReviewGiven } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { useActing } from '@common/app/act'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { goInstead } from '@common/platform/go'
import { may, unknownActions } from './rules'

/** One order, followed live, and what its owner can do about it. */
export function useTracking(id: Id) {
  const { api } = callout()
  const order = useLoad(() => api.orders.get(id))
  const history = useLoad(async () => (await api.orders.history(id)).items)
  const refetch = async (): Promise<void> => {
    await Promise.all([order.reload(), history.reload()])
  }
  useLive(['order', 'job'], refetch, () => id)
  const { doing, act } = useActing(refetch)
  const sheet = ref<'cancel' | 'not_done' | null>(null)

  const version = (): number => order.data.value?.version ?? 0
  const closing = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    await act(name, work)
    sheet.value = null
  }
  const deeds = {
    answer: (text: string) => act('answer', () => api.orders.answer(id, version(), text.trim())),
    confirm: () => act('confirm', () => api.orders.confirm(id, version())),
    cancel: (reason: string) => closing('cancel', () => api.orders.cancel(id, version(), reason)),
    notDone: (reason: string) => closing('not_done', () => api.orders.notDone(id, version(), reason.trim())),
    review: (given: ReviewGiven) => act('review', () => api.orders.review(id, version(), given)),
    again: () => goInstead('order-form', { service: order.data.value?.service_id ?? '', again: id }),
  }
  const allows = computed(() => {
    const seen = order.data.value
    const can = (action: string): boolean => seen !== null && may(seen, action)
    return {
      answer: can('answer'),
      cancel: can('cancel'),
      confirm: can('confirm'),
      notDone: can('not_done'),
      review: can('review'),
      others: seen === null ? [] : unknownActions(seen),
    }
  })
  return { order, history, doing, sheet, allows, deeds, refetch }
}
