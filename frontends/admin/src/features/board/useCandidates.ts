import type { Candidate, Id, OrderAction, Receipt, UnassignedOrder } from '@shared/api'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'
import type { OrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { endAfter, mayChoose, ranked } from './boardRules'
import type { Ghost } from './boardRules'

/** An offer goes to at most this many workers at once. */
const MOST_AT_ONCE = 5
const USUAL_DURATION_S = 3600

/** Who may take the selected order, who is chosen in the preview, and sending it. */
export function useCandidates(
  order: Ref<UnassignedOrder | null>,
  actions: OrderActions,
  onRefused: (candidate: Candidate) => void,
) {
  const place = usePlace()
  const orderId = computed(() => order.value?.id ?? null)
  const chosenIds = shallowRef<readonly Id[]>([])
  const reason = ref('')

  const asked = useResource<{ orderId: Id; items: readonly Candidate[] } | null>(
    async () => {
      const id = orderId.value
      return id === null ? null : { orderId: id, items: (await api.orders.candidates(id)).items }
    },
    { kinds: ['board'], settle_ms: 800 },
  )
  const all = computed(() => (asked.data.value?.orderId === orderId.value ? (asked.data.value?.items ?? []) : []))
  const fitting = computed(() => ranked(all.value))
  const failing = computed(() => all.value.filter(({ fits }) => !fits))
  const ranks = computed(() => new Map(fitting.value.map(({ worker_id }, at) => [worker_id, at + 1])))
  const byWorker = computed(() => new Map(all.value.map((candidate) => [candidate.worker_id, candidate])))
  const chosen = computed(() => chosenIds.value.map((id) => byWorker.value.get(id)).filter((one) => one !== undefined))
  const needsReason = computed(() => chosen.value.some(({ fits }) => !fits))
  const isReady = computed(() => chosen.value.length > 0 && (!needsReason.value || reason.value.trim() !== ''))
  const may = (action: OrderAction): boolean => order.value?.allowed_actions.some((allowed) => allowed === action) ?? false

  watch(orderId, () => {
    discard()
    void asked.refresh()
  })

  /** Puts a worker into the preview; `isOneMore` keeps the others for an offer to several. */
  function choose(workerId: Id, isOneMore = false): void {
    const candidate = byWorker.value.get(workerId)
    if (order.value === null || candidate === undefined) return
    if (!mayChoose(candidate)) {
      onRefused(candidate)
      return
    }
    if (!isOneMore) chosenIds.value = [workerId]
    else if (chosenIds.value.includes(workerId)) chosenIds.value = chosenIds.value.filter((id) => id !== workerId)
    else chosenIds.value = [...chosenIds.value, workerId].slice(-MOST_AT_ONCE)
  }

  function chooseRank(rank: number, isOneMore: boolean): void {
    const candidate = fitting.value[rank - 1]
    if (candidate) choose(candidate.worker_id, isOneMore)
  }

  function discard(): void {
    chosenIds.value = []
    reason.value = ''
  }

  /** Sends what the preview shows: as an offer, or straight away as an assignment. */
  async function commit(how: 'offer' | 'assign' = 'offer'): Promise<void> {
    const target = order.value
    if (target === null || !isReady.value || !may(how)) return
    const why = needsReason.value ? reason.value.trim() : undefined
    const send = (): Promise<Receipt> => {
      const [first] = chosenIds.value
      return how === 'assign' && first !== undefined
        ? api.orders.assign(target.id, target.version, first, why)
        : api.orders.offer(target.id, target.version, chosenIds.value, why)
    }
    if (await actions.run(target, send)) discard()
  }

  const ghosts = computed<readonly Ghost[]>(() => {
    const target = order.value
    if (target === null) return []
    const duration = place.services.get(target.service_id)?.duration_s ?? USUAL_DURATION_S
    return chosen.value.map(({ worker_id, start_at }) => {
      const start = start_at ?? target.window_start
      return { order_id: target.id, worker_id, number: target.number, service_name: target.service_name, start, end: endAfter(start, duration) }
    })
  })

  return {
    asked, all, fitting, failing, ranks, byWorker, chosen, chosenIds, reason, needsReason, isReady, ghosts,
    may, choose, chooseRank, discard, commit,
  }
}

export type CandidatesModel = ReturnType<typeof useCandidates>
