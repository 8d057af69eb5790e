import { useShortcuts } from '@/composables/useShortcuts'
import { BOARD, DECISION, RUN } from '@/words/board'
import { COMMON } from '@/words/common'

interface BoardCommands {
  readonly focusSearch: () => void
  readonly startRun: () => void
  readonly commit: () => void
  readonly discard: () => void
  readonly step: (by: number) => void
  readonly chooseRank: (rank: number, isOneMore: boolean) => void
  readonly toggleMap: () => void
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** The keys of the dispatch board. */
export function useBoardKeys(board: BoardCommands): void {
  useShortcuts([
    { keys: ['j', 'arrowdown'], label: BOARD.select, run: () => board.step(1) },
    { keys: ['k', 'arrowup'], label: BOARD.select, run: () => board.step(-1) },
    { keys: DIGITS, label: DECISION.chooseKey, run: (key, event) => board.chooseRank(Number(key), event.shiftKey) },
    { keys: ['d'], label: RUN.start, run: board.startRun },
    { keys: ['enter'], label: DECISION.commitKey, run: board.commit },
    { keys: ['escape'], label: DECISION.discard, run: board.discard },
    { keys: ['/'], label: COMMON.search, run: board.focusSearch },
    { keys: ['m'], label: BOARD.hideMap, run: board.toggleMap },
  ])
}
