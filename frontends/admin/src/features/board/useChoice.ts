import type { Candidate, Id } from '@shared/api'
import { computed, ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { mayChoose } from './boardRules'

/** An offer goes to at most this many workers at once. */
const MOST_AT_ONCE = 5

/** Who is in the preview, and the reason that overruling a rule needs. */
export function useChoice(byWorker: Ref<ReadonlyMap<Id, Candidate>>, onRefused: (candidate: Candidate) => void) {
  const chosenIds = shallowRef<readonly Id[]>([])
  const reason = ref('')
  const chosen = computed(() => chosenIds.value.map((id) => byWorker.value.get(id)).filter((one) => one !== undefined))
  const needsReason = computed(() => chosen.value.some(({ fits }) => !fits))
  const isReady = computed(() => chosen.value.length > 0 && (!needsReason.value || reason.value.trim() !== ''))

  /** Puts a worker into the preview; `isOneMore` keeps the others for an offer to several. */
  function choose(workerId: Id, isOneMore = false): void {
    const candidate = byWorker.value.get(workerId)
    if (candidate === undefined) return
    if (!mayChoose(candidate)) {
      onRefused(candidate)
      return
    }
    if (!isOneMore) chosenIds.value = [workerId]
    else if (chosenIds.value.includes(workerId)) chosenIds.value = chosenIds.value.filter((id) => id !== workerId)
    else chosenIds.value = [...chosenIds.value, workerId].slice(-MOST_AT_ONCE)
  }

  function discard(): void {
    chosenIds.value = []
    reason.value = ''
  }

  return { chosenIds, chosen, reason, needsReason, isReady, choose, discard }
}
