import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import type { OrderSummary, Service, ServiceCategory } from '@shared/api/contract'
import { localTime } from '@shared/format'
import { callout } from '@common/app/callout'
import { fetchCatalogue, useCity } from '@common/app/city'
import { useLoad } from '@common/app/load'
import { useNow } from '@common/app/now'
import { go } from '@common/platform/go'
import { greetingAt, openOrders, orderToRepeat } from './rules'

/** What the home screen shows: what is under way first, then what can be had. */
export function useHome(orders: Readonly<Ref<readonly OrderSummary[] | null>>) {
  const { catalogue, serviceOf, timeZone } = useCity()
  const { account } = callout()
  const now = useNow()
  const loading = useLoad(fetchCatalogue)
  if (catalogue.value === null) void loading.reload()

  const categories = computed(() => catalogue.value?.categories ?? [])
  const open = computed(() => openOrders(orders.value ?? []))
  const repeat = computed(() => orderToRepeat(orders.value ?? [], serviceOf))
  const greeting = computed(() => greetingAt(localTime(now.value, timeZone.value).hour))
  const category = ref<ServiceCategory | null>(null)

  const book = (service: Service): void => {
    category.value = null
    go('order-form', { service: service.id })
  }
  const bookAgain = (order: OrderSummary): void => go('order-form', { service: order.service_id, again: order.id })
  const track = (order: OrderSummary): void => go('order', { id: order.id })
  return { catalogue, categories, loading, account, open, repeat, greeting, category, book, bookAgain, track }
}
