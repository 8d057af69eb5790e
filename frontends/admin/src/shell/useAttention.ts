import { computed, watch } from 'vue'
import { api } from '@/api'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'

/** Counting once in a while is enough for a badge, however busy the day is. */
const SETTLE_MS = 3000
const MOST_COUNTED = 100

/** How many orders wait for review and how many exceptions for a person, `100` meaning that many or more. */
export function useAttention() {
  const place = usePlace()
  const region = (): string | null => place.region?.id ?? null
  const reviews = useResource(
    async () => (await api.orders.list({ status: 'PENDING_REVIEW', region_id: region(), limit: MOST_COUNTED })).items.length,
    { kinds: ['order'], settle_ms: SETTLE_MS },
  )
  const exceptions = useResource(
    async () => {
      const id = region()
      return id === null ? 0 : (await api.desk.exceptions(id)).items.filter(({ resolved_at }) => resolved_at === null).length
    },
    { kinds: ['order', 'board'], settle_ms: SETTLE_MS },
  )
  watch(region, () => void Promise.all([reviews.refresh(), exceptions.refresh()]))

  const counts = computed<Readonly<Record<string, number>>>(() => ({
    review: reviews.data.value ?? 0,
    exceptions: exceptions.data.value ?? 0,
  }))
  return { counts }
}

/** `7`, or `99+` where the exact number no longer matters. */
export function badgeText(count: number): string {
  return count > 99 ? '99+' : String(count)
}
