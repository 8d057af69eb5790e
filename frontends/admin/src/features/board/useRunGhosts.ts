import type { DispatchRun, Id } from '@shared/api'
import { dayKey } from '@shared/format'
import { computed } from 'vue'
import type { Ref } from 'vue'
import { useFormat } from '@/composables/useFormat'
import { usePlace } from '@/stores/place'
import { endAfter } from './boardRules'
import type { Ghost } from './boardRules'
import type { BoardModel } from './useBoard'

const USUAL_DURATION_S = 3600

/** What a run would put on the board: its bars, the rows that they are in, and who gets which order. */
export function useRunGhosts(run: Ref<DispatchRun | null>, board: BoardModel) {
  const { zone } = useFormat()
  const place = usePlace()
  const waiting = computed(() => new Map(board.allUnassigned.value.map((order) => [order.id, order])))
  const assignments = computed(() => run.value?.assignments ?? [])
  const durationOf = (orderId: Id): number =>
    place.services.get(waiting.value.get(orderId)?.service_id ?? '')?.duration_s ?? USUAL_DURATION_S

  const ghosts = computed<readonly Ghost[]>(() =>
    assignments.value.map(({ order_id, worker_id, number, start_at }) => ({
      order_id,
      worker_id,
      number,
      service_name: waiting.value.get(order_id)?.service_name ?? null,
      start: start_at,
      end: endAfter(start_at, durationOf(order_id)),
    })),
  )
  const previewed = computed(() =>
    ghosts.value.filter(({ start }) => dayKey(start, zone()) === board.day.value).map(({ worker_id }) => worker_id),
  )
  const workerNames = computed(() => new Map(assignments.value.map(({ order_id, worker_name }) => [order_id, worker_name])))
  return { ghosts, previewed, workerNames }
}
