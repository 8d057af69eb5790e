import type { Id, OrderSummary } from '@shared/api'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { useOrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { REVIEW } from '@/words/orders'
import { byDeadline, stayOn, stepFrom } from './queueRules'

export type QueueStage = 'PENDING_REVIEW' | 'INFO_REQUESTED'
const PAGE = 100

/** The review queue: what waits, where the eye is, what is ticked, and what is done to it. */
export function useReviewQueue() {
  const { t } = useFormat()
  const place = usePlace()
  const stage = ref<QueueStage>('PENDING_REVIEW')
  const currentId = ref<Id | null>(null)
  const marked = reactive(new Set<Id>())
  const isApproving = ref(false)

  const list = useResource(
    async () => byDeadline((await api.orders.list({ status: stage.value, region_id: place.region?.id ?? null, sort: 'deadline_at', limit: PAGE })).items),
    { kinds: ['order'] },
  )
  const orders = computed<readonly OrderSummary[]>(() => list.data.value ?? [])
  const ids = computed(() => orders.value.map(({ id }) => id))
  const current = computed(() => orders.value.find(({ id }) => id === currentId.value) ?? null)
  const chosen = computed(() => orders.value.filter(({ id }) => marked.has(id)))

  watch(ids, (after, before) => {
    currentId.value = stayOn(before, currentId.value, after)
    for (const id of marked) if (!after.includes(id)) marked.delete(id)
  })
  watch([stage, () => place.region?.id], () => {
    list.data.value = null
    marked.clear()
    void list.refresh()
  })

  const actions = useOrderActions(() => list.refresh())

  function move(steps: number): void {
    currentId.value = stepFrom(ids.value, currentId.value, steps)
  }

  function mark(id: Id | null = currentId.value): void {
    if (id === null) return
    if (!marked.delete(id)) marked.add(id)
  }

  /** Approves what is ticked, one by one, so that one stale order stops none of the others. */
  async function approveMarked(): Promise<void> {
    const wanted = chosen.value.filter(({ allowed_actions }) => allowed_actions.includes('approve'))
    if (wanted.length === 0 || isApproving.value) return
    isApproving.value = true
    let failed = 0
    for (const order of wanted) {
      await api.orders.approve(order.id, order.version).catch(() => (failed += 1))
    }
    isApproving.value = false
    marked.clear()
    if (failed === 0) ElMessage.success(t(REVIEW.bulkApproved, wanted.length))
    else ElMessage.warning(t(REVIEW.bulkPartly, wanted.length - failed, failed))
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
