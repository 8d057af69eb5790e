import type { Id } from '@shared/api'
import { dayKey } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, watch } from 'vue'
import { useFormat } from '@/composables/useFormat'
import { useOrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { RUN } from '@/words/board'
import { endAfter } from './boardRules'
import type { Ghost } from './boardRules'
import { useBoard } from './useBoard'
import { useBoardKeys } from './useBoardKeys'
import { useCandidates } from './useCandidates'
import { useDispatchRun } from './useDispatchRun'
import { usePolicy } from './usePolicy'

const MAP_STORED_AT = 'callout.board.map'
const USUAL_DURATION_S = 3600

interface DeskSources {
  readonly focusSearch: () => void
  /** The order named in the address, if any. */
  readonly asked: unknown
  /** The day named in the address, if any. */
  readonly day?: unknown
}

/** The board as a whole: day, selection, candidates, automatic run and policy, and the keys over them. */
export function useDesk({ focusSearch, asked, day }: DeskSources) {
  const { t, zone } = useFormat()
  const place = usePlace()
  const board = useBoard(day)
  const actions = useOrderActions(() => board.board.refresh())
  const candidates = useCandidates(board.offerable, actions, ({ worker_name, failures }) =>
    ElMessage.warning(`${worker_name}: ${failures.map(({ text }) => t(text)).join(' · ')}`),
  )
  const policy = usePolicy()
  const isMapShown = ref(localStorage.getItem(MAP_STORED_AT) !== 'off')
  watch(isMapShown, (isShown) => localStorage.setItem(MAP_STORED_AT, isShown ? 'on' : 'off'))

  const run = useDispatchRun({
    onCommitted: ({ committed, skipped }) => {
      ElMessage.success(t(RUN.committed, committed))
      if (skipped.length > 0) ElMessage.warning(t(RUN.skipped, skipped.length))
      board.clearSelection()
      void board.board.refresh()
    },
    onDiscarded: () => ElMessage.info(t(RUN.discarded)),
    onTrouble: (error) => ElMessage.error(t(errorText(error))),
  })

  const waiting = computed(() => new Map(board.allUnassigned.value.map((order) => [order.id, order])))
  const durationOf = (orderId: Id): number =>
    place.services.get(waiting.value.get(orderId)?.service_id ?? '')?.duration_s ?? USUAL_DURATION_S
  const runGhosts = computed<readonly Ghost[]>(() =>
    (run.run.value?.assignments ?? []).map(({ order_id, worker_id, number, start_at }) => ({
      order_id,
      worker_id,
      number,
      service_name: waiting.value.get(order_id)?.service_name ?? null,
      start: start_at,
      end: endAfter(start_at, durationOf(order_id)),
    })),
  )
  const previewed = computed(() =>
    runGhosts.value.filter(({ start }) => dayKey(start, zone()) === board.day.value).map(({ worker_id }) => worker_id),
  )
  const ghosts = computed(() => [...runGhosts.value, ...candidates.ghosts.value])
  const ghostWorkers = computed(
    () => new Map((run.run.value?.assignments ?? []).map(({ order_id, worker_name }) => [order_id, worker_name])),
  )

  async function startRun(): Promise<void> {
    candidates.discard()
    if (place.region) await run.start(place.region.id)
  }

  /** A click on a worker selects them; while an order is being given away, it also puts them into the preview. */
  function pickWorker(id: Id): void {
    board.selectWorker(id)
    if (candidates.byWorker.value.get(id)?.fits) candidates.choose(id)
  }

  function dropOn(workerId: Id): void {
    board.selectWorker(workerId)
    candidates.choose(workerId)
  }

  /** Enter: what is previewed comes true. */
  function commit(): void {
    if (run.phase.value === 'ready') void run.commit()
    else void candidates.commit('offer')
  }

  /** Escape: the innermost thing that is open goes away. */
  function discard(): void {
    if (candidates.chosen.value.length > 0) candidates.discard()
    else if (run.phase.value !== 'none') void run.discard()
    else board.clearSelection()
  }

  // The order of the address is selected once it is on the board, and then never forced again.
  const stopWaiting = watch(
    board.board.data,
    (data) => {
      if (data === null || typeof asked !== 'string') return
      board.selectOrder(asked)
      queueMicrotask(() => stopWaiting())
    },
  )

  useBoardKeys({
    focusSearch,
    startRun: () => void startRun(),
    commit,
    discard,
    step: board.step,
    chooseRank: candidates.chooseRank,
    toggleMap: () => (isMapShown.value = !isMapShown.value),
  })

  return { board, actions, candidates, policy, run, ghosts, previewed, ghostWorkers, isMapShown, startRun, pickWorker, dropOn }
}
