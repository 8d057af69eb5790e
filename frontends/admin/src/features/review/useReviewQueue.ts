import type { Id, OrderSummary } from '@shared/api'
import { computed, ref, watch } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'
import { useOrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { byDeadline, stayOn, stepFrom } from './queueRules'
import { useBulkApproval } from './useBulkApproval'
import { useTicks } from './useTicks'

export type QueueStage = 'PENDING_REVIEW' | 'INFO_REQUESTED'
const PAGE = 100

/** The orders of one stage in this region, most urgent first. */
function useStage() {
  const place = usePlace()
  const stage = ref<QueueStage>('PENDING_REVIEW')
  const list = useResource(
    async () => {
      const filter = { status: stage.value, region_id: place.region?.id ?? null, sort: 'deadline_at', limit: PAGE }
      return byDeadline((await api.orders.list(filter)).items)
    },
    { kinds: ['order'] },
  )
  const orders = computed<readonly OrderSummary[]>(() => list.data.value ?? [])
  watch([stage, () => place.region?.id], () => {
    list.data.value = null
    void list.refresh()
  })
  return { stage, list, orders }
}

/** The review queue: what waits, where the eye is, what is ticked, and what is done to it. */
export function useReviewQueue() {
  const { stage, list, orders } = useStage()
  const { marked, chosen, toggle } = useTicks(orders)
  const { isApproving, approveAll } = useBulkApproval()
  const actions = useOrderActions(() => list.refresh())
  const currentId = ref<Id | null>(null)
  const ids = computed(() => orders.value.map(({ id }) => id))
  const current = computed(() => orders.value.find(({ id }) => id === currentId.value) ?? null)
  watch(ids, (after, before) => (currentId.value = stayOn(before, currentId.value, after)))

  function move(steps: number): void {
    currentId.value = stepFrom(ids.value, currentId.value, steps)
  }

  function mark(id: Id | null = currentId.value): void {
    if (id !== null) toggle(id)
  }

  async function approveMarked(): Promise<void> {
    await approveAll(chosen.value)
    marked.clear()
    await list.refresh()
  }

  /** `A`: the ticked orders when there are any, else the one under the eye. */
  async function approve(): Promise<void> {
    if (marked.size > 0) await approveMarked()
    else await act('approve')
  }

  async function act(action: string): Promise<void> {
    if (current.value) await actions.request(current.value, action)
  }

  return { stage, list, orders, current, currentId, marked, chosen, isApproving, actions, move, mark, approve, approveMarked, act }
}

export type ReviewQueueModel = ReturnType<typeof useReviewQueue>
