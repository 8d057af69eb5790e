import type { WorkerRow } from '@shared/api'
import { computed, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { matches } from '@/features/board/boardRules'
import { usePlace } from '@/stores/place'

/** Enough for one region's people; a larger one is narrowed on the server first. */
const MOST_PAGES = 20

/** Everybody who works in the region, narrowed by what is typed. */
export function useWorkers() {
  const { skill } = useFormat()
  const place = usePlace()
  const typed = ref('')
  const isOnlyOnDuty = ref(false)
  const list = useResource<readonly WorkerRow[]>(fetchAll, { kinds: ['board'], settle_ms: 1500 })
  watch(() => place.region?.id, () => {
    list.data.value = null
    void list.refresh()
  })

  async function fetchAll(): Promise<readonly WorkerRow[]> {
    const region = place.region
    if (region === null) return []
    const found: WorkerRow[] = []
    let cursor: string | null = null
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { items, next_cursor }: Awaited<ReturnType<typeof api.desk.workers>> = await api.desk.workers(region.id, cursor)
      found.push(...items)
      cursor = next_cursor
      if (cursor === null) break
    }
    return found
  }

  const shown = computed(() =>
    (list.data.value ?? []).filter(
      (worker) =>
        (!isOnlyOnDuty.value || worker.on_duty) &&
        matches(typed.value.trim(), [worker.name, ...worker.skills.flatMap((held) => [held.skill, skill(held.skill)])]),
    ),
  )

  return { list, shown, typed, isOnlyOnDuty }
}
