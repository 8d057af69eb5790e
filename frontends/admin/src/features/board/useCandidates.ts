import type { Candidate, Id, OrderAction, Receipt, UnassignedOrder } from '@shared/api'
import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'
import type { OrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { endAfter, ranked } from './boardRules'
import type { Ghost } from './boardRules'
import { useChoice } from './useChoice'

const USUAL_DURATION_S = 3600

/** The candidates for the selected order, as the server judges them. */
function useJudgement(order: Ref<UnassignedOrder | null>) {
  const orderId = computed(() => order.value?.id ?? null)
  const asked = useResource<{ orderId: Id; items: readonly Candidate[] } | null>(
    async () => {
      const id = orderId.value
      return id === null ? null : { orderId: id, items: (await api.orders.candidates(id)).items }
    },
    { kinds: ['board'], settle_ms: 800 },
  )
  /** Empty while those of another order are still on screen. */
  const all = computed(() => (asked.data.value?.orderId === orderId.value ? (asked.data.value?.items ?? []) : []))
  const fitting = computed(() => ranked(all.value))
  const failing = computed(() => all.value.filter(({ fits }) => !fits))
  const ranks = computed(() => new Map(fitting.value.map(({ worker_id }, at) => [worker_id, at + 1])))
  const byWorker = computed(() => new Map(all.value.map((candidate) => [candidate.worker_id, candidate])))
  watch(orderId, () => void asked.refresh())
  return { orderId, asked, all, fitting, failing, ranks, byWorker }
}

/** Who may take the selected order, who is chosen in the preview, and sending it. */
export function useCandidates(
  order: Ref<UnassignedOrder | null>,
  actions: OrderActions,
  onRefused: (candidate: Candidate) => void,
) {
  const place = usePlace()
  const judgement = useJudgement(order)
  const choice = useChoice(judgement.byWorker, onRefused)
  watch(judgement.orderId, choice.discard)
  const may = (action: OrderAction): boolean => order.value?.allowed_actions.some((allowed) => allowed === action) ?? false

  function chooseRank(rank: number, isOneMore: boolean): void {
    const candidate = judgement.fitting.value[rank - 1]
    if (candidate) choice.choose(candidate.worker_id, isOneMore)
  }

  /** Sends what the preview shows: as an offer, or straight away as an assignment. */
  async function commit(how: 'offer' | 'assign' = 'offer'): Promise<void> {
    const target = order.value
    if (target === null || !choice.isReady.value || !may(how)) return
    const why = choice.needsReason.value ? choice.reason.value.trim() : undefined
    const workers = choice.chosenIds.value
    const send = (): Promise<Receipt> =>
      how === 'assign' && workers[0] !== undefined
        ? api.orders.assign(target.id, target.version, workers[0], why)
        : api.orders.offer(target.id, target.version, workers, why)
    if (await actions.run(target, send)) choice.discard()
  }

  const ghosts = computed<readonly Ghost[]>(() => {
    const target = order.value
    if (target === null) return []
    const { id, number, service_id, service_name, window_start } = target
    const duration = place.services.get(service_id)?.duration_s ?? USUAL_DURATION_S
    return choice.chosen.value.map(({ worker_id, start_at }) => {
      const start = start_at ?? window_start
      return { order_id: id, worker_id, number, service_name, start, end: endAfter(start, duration) }
    })
  })

  return { ...judgement, ...choice, ghosts, may, chooseRank, commit }
}

export type CandidatesModel = ReturnType<typeof useCandidates>
