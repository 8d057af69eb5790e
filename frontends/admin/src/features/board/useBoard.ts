import type { Board, BoardVisit, BoardWorker, Id, UnassignedOrder } from '@shared/api'
import { dayKey, nextDay, noonOf } from '@shared/format'
import { computed, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { stepFrom } from '@/features/review/queueRules'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'
import { byUrgency, isOfferable, matches, orderTexts, workerTexts } from './boardRules'

/** What the board shows of a region's day, what is searched, and which order and worker are selected. */
export function useBoard(askedDay: unknown = undefined) {
  const format = useFormat()
  const place = usePlace()
  const clock = useClock()
  const today = computed(() => dayKey(clock.now, format.zone()))
  const day = ref(isDay(askedDay) ? askedDay : today.value)
  const search = ref('')
  const orderId = ref<Id | null>(null)
  const workerId = ref<Id | null>(null)

  const board = useResource<Board | null>(
    async () => (place.region === null ? null : api.desk.board(place.region.id, day.value)),
    { kinds: ['board', 'order', 'job'] },
  )
  const everybody = computed<readonly BoardWorker[]>(() => board.data.value?.workers ?? [])
  const allUnassigned = computed(() => byUrgency(board.data.value?.unassigned ?? []))

  const isSearched = computed(() => search.value.trim() !== '')
  const unassigned = computed(() =>
    isSearched.value ? allUnassigned.value.filter((order) => matches(search.value.trim(), orderTexts(order))) : allUnassigned.value,
  )
  const workers = computed(() => {
    if (!isSearched.value) return everybody.value
    const found = everybody.value.filter((worker) => matches(search.value.trim(), workerTexts(worker, format.skill)))
    // A search that names an order must not empty the Gantt.
    return found.length === 0 && unassigned.value.length > 0 ? everybody.value : found
  })

  const visits = computed(() => {
    const byOrder = new Map<Id, { visit: BoardVisit; worker: BoardWorker }>()
    for (const worker of everybody.value) for (const visit of worker.visits) byOrder.set(visit.order_id, { visit, worker })
    return byOrder
  })
  const order = computed<UnassignedOrder | null>(() => allUnassigned.value.find(({ id }) => id === orderId.value) ?? null)
  /** The selected order, as long as a worker can still be chosen for it. */
  const offerable = computed(() => (order.value !== null && isOfferable(order.value) ? order.value : null))

  watch([day, () => place.region?.id], () => {
    board.data.value = null
    clearSelection()
    void board.refresh()
  })
  watch(today, (now, before) => {
    if (day.value === before) day.value = now
  })

  function selectOrder(id: Id | null): void {
    orderId.value = id
    workerId.value = id === null ? null : (visits.value.get(id)?.worker.id ?? null)
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

  function shiftDay(by: 1 | -1): void {
    if (by === 1) day.value = nextDay(day.value)
    else day.value = new Date(noonOf(day.value).getTime() - 86_400_000).toISOString().slice(0, 10)
  }

  return {
    today, day, search, orderId, workerId, board, everybody, workers, allUnassigned, unassigned,
    order, offerable, selectOrder, selectWorker, clearSelection, step, shiftDay,
  }
}

function isDay(asked: unknown): asked is string {
  return typeof asked === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked))
}

export type BoardModel = ReturnType<typeof useBoard>
