import type { Id, OrderSummary } from '@shared/api'
import { computed, reactive, watch } from 'vue'
import type { Ref } from 'vue'

/** Which orders of a list are ticked; what leaves the list is unticked. */
export function useTicks(orders: Ref<readonly OrderSummary[]>) {
  const marked = reactive(new Set<Id>())
  const chosen = computed(() => orders.value.filter(({ id }) => marked.has(id)))

  watch(orders, (listed) => {
    const ids = new Set(listed.map(({ id }) => id))
    for (const id of marked) if (!ids.has(id)) marked.delete(id)
  })

  function toggle(id: Id): void {
    if (!marked.delete(id)) marked.add(id)
  }

  return { marked, chosen, toggle }
}
