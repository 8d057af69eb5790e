import type { Board, BoardWorker, Id, UnassignedOrder } from '@shared/api'
import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { stepFrom } from '@/features/review/queueRules'
import { usePlace } from '@/stores/place'
import { byUrgency, isOfferable, matches, orderTexts, workerTexts } from './boardRules'
import { useBoardDay } from './useBoardDay'

/** Narrows orders and workers by what is typed. */
function useBoardSearch(everybody: Ref<readonly BoardWorker[]>, waiting: Ref<readonly UnassignedOrder[]>) {
  const { skill } = useFormat()
  const search = ref('')
  const typed = computed(() => search.value.trim())
  const unassigned = computed(() =>
    typed.value === '' ? waiting.value : waiting.value.filter((order) => matches(typed.value, orderTexts(order))),
  )
  const workers = computed(() => {
    if (typed.value === '') return everybody.value
    const found = everybody.value.filter((worker) => matches(typed.value, workerTexts(worker, skill)))
    // A search that names an order must not empty the Gantt.
    return found.length === 0 && unassigned.value.length > 0 ? everybody.value : found
  })
  return { search, unassigned, workers }
}

/** What the board shows of a region's day, what is searched, and which order and worker are selected. */
export function useBoard(askedDay: unknown = undefined) {
  const place = usePlace()
  const { today, day, shiftDay } = useBoardDay(askedDay)
  const orderId = ref<Id | null>(null)
  const workerId = ref<Id | null>(null)
  const board = useResource<Board | null>(
    async () => (place.region === null ? null : api.desk.board(place.region.id, day.value)),
    { kinds: ['board', 'order', 'job'] },
  )
  const everybody = computed<readonly BoardWorker[]>(() => board.data.value?.workers ?? [])
  const allUnassigned = computed(() => byUrgency(board.data.value?.unassigned ?? []))
  const { search, unassigned, workers } = useBoardSearch(everybody, allUnassigned)
  const order = computed(() => allUnassigned.value.find(({ id }) => id === orderId.value) ?? null)
  /** The selected order, as long as a worker can still be chosen for it. */
  const offerable = computed(() => (order.value !== null && isOfferable(order.value) ? order.value : null))

  watch([day, () => place.region?.id], () => {
    board.data.value = null
    clearSelection()
    void board.refresh()
  })

  /** Selects an order, and with it the worker who has it. */
  function selectOrder(id: Id | null): void {
    orderId.value = id
    const holder = everybody.value.find(({ visits }) => visits.some(({ order_id }) => order_id === id))
    workerId.value = holder?.id ?? null
  }

  function selectWorker(id: Id | null): void {
    workerId.value = id
  }

  function clearSelection(): void {
    orderId.value = null
    workerId.value = null
  }

  function step(by: number): void {
    selectOrder(stepFrom(unassigned.value.map(({ id }) => id), orderId.value, by))
  }

  return {
    today, day, search, orderId, workerId, board, everybody, workers, allUnassigned, unassigned,
    order, offerable, selectOrder, selectWorker, clearSelection, step, shiftDay,
  }
}

export type BoardModel = ReturnType<typeof useBoard>
