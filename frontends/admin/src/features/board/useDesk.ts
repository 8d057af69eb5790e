import type { Candidate, Id, RunCommitted } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, watch } from 'vue'
import { useFormat } from '@/composables/useFormat'
import { useOrderActions } from '@/features/orders/useOrderActions'
import { usePlace } from '@/stores/place'
import { RUN } from '@/words/board'
import { useBoard } from './useBoard'
import type { BoardModel } from './useBoard'
import { useBoardKeys } from './useBoardKeys'
import { useCandidates } from './useCandidates'
import { useDispatchRun } from './useDispatchRun'
import { usePolicy } from './usePolicy'
import { useRunGhosts } from './useRunGhosts'

const MAP_STORED_AT = 'callout.board.map'

interface DeskSources {
  readonly focusSearch: () => void
  /** The order named in the address, if any. */
  readonly asked: unknown
  /** The day named in the address, if any. */
  readonly day?: unknown
}

/** The board as a whole: day, selection, candidates, automatic run and policy, and the keys over them. */
export function useDesk({ focusSearch, asked, day }: DeskSources) {
  const place = usePlace()
  const board = useBoard(day)
  const say = useDeskMessages()
  const actions = useOrderActions(() => board.board.refresh())
  const candidates = useCandidates(board.offerable, actions, say.refused)
  const policy = usePolicy()
  const isMapShown = useMapSwitch()
  const run = useDispatchRun({
    onCommitted: (result) => {
      say.committed(result)
      board.clearSelection()
      void board.board.refresh()
    },
    onDiscarded: say.discarded,
    onTrouble: say.trouble,
  })
  const { ghosts: runGhosts, previewed, workerNames: ghostWorkers } = useRunGhosts(run.run, board)
  const ghosts = computed(() => [...runGhosts.value, ...candidates.ghosts.value])
  selectOnceThere(board, asked)

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

/** What the desk says about what was just done. */
function useDeskMessages() {
  const { t } = useFormat()
  return {
    refused: ({ worker_name, failures }: Candidate) =>
      ElMessage.warning(`${worker_name}: ${failures.map(({ text }) => t(text)).join(' · ')}`),
    committed: ({ committed, skipped }: RunCommitted) => {
      ElMessage.success(t(RUN.committed, committed))
      if (skipped.length > 0) ElMessage.warning(t(RUN.skipped, skipped.length))
    },
    discarded: () => ElMessage.info(t(RUN.discarded)),
    trouble: (error: unknown) => ElMessage.error(t(errorText(error))),
  }
}

/** Whether the map is shown, remembered for this browser. */
function useMapSwitch() {
  const isShown = ref(localStorage.getItem(MAP_STORED_AT) !== 'off')
  watch(isShown, (shown) => localStorage.setItem(MAP_STORED_AT, shown ? 'on' : 'off'))
  return isShown
}

/** Selects the order of the address as soon as the board is there, and never forces it again. */
function selectOnceThere(board: BoardModel, asked: unknown): void {
  if (typeof asked !== 'string') return
  const stop = watch(board.board.data, (data) => {
    if (data === null) return
    board.selectOrder(asked)
    stop()
  })
}
