import { ref, watch } from 'vue'
import type { OrderSummary } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'

/** The homeowner's own orders, newest first, kept in step with the stream. */
export function useOrders() {
  const { api, account } = callout()
  const nextCursor = ref<string | null>(null)
  const orders = useLoad<readonly OrderSummary[]>(async () => {
    if (account.value === null) return []
    const page = await api.orders.list({ limit: 50 })
    nextCursor.value = page.next_cursor
    return page.items
  })
  useLive(['order'], orders.reload)
  watch(account, () => void orders.reload())

  const more = async (): Promise<void> => {
    if (nextCursor.value === null) return
    const page = await api.orders.list({ limit: 50, cursor: nextCursor.value })
    nextCursor.value = page.next_cursor
    orders.data.value = [...(orders.data.value ?? []), ...page.items]
  }
  return { ...orders, more, nextCursor }
}
