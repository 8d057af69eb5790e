import type { Id, OrderDetail } from '@shared/api'
import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'

/** One order in full, following `id` and what the stream says about it. */
export function useOrder(id: Ref<Id | null>) {
  const resource = useResource<OrderDetail | null>(
    async () => (id.value === null ? null : api.orders.get(id.value)),
    { kinds: ['order'], id: () => id.value },
  )
  watch(id, () => void resource.refresh())
  /** Null while another order than the asked one is still on its way. */
  const order = computed(() => (resource.data.value?.id === id.value ? resource.data.value : null))
  return { order, resource }
}
