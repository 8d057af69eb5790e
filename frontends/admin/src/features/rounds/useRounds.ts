import type { Id, ReplayedRound, RoundKind } from '@shared/api'
import { reactive, ref, watch } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'

export interface Replay {
  readonly isRunning: boolean
  readonly answer: ReplayedRound | null
  readonly error: unknown
}

/** The newest rounds of the region, and what came of those that were asked again here. */
export function useRounds() {
  const place = usePlace()
  const kind = ref<RoundKind | null>(null)
  const replays = reactive(new Map<Id, Replay>())
  const list = useResource(async () => (place.region === null ? [] : (await api.desk.rounds(place.region.id, kind.value)).items), { kinds: ['run'] })
  watch([kind, () => place.region?.id], () => list.refresh())

  async function replay(id: Id): Promise<void> {
    if (replays.get(id)?.isRunning) return
    replays.set(id, { isRunning: true, answer: null, error: null })
    try {
      replays.set(id, { isRunning: false, answer: await api.desk.replay(id), error: null })
    } catch (error) {
      replays.set(id, { isRunning: false, answer: null, error })
    }
  }

  return { kind, list, replays, replay }
}
