import { dayKey, nextDay, noonOf } from '@shared/format'
import { computed, ref, watch } from 'vue'
import { useFormat } from '@/composables/useFormat'
import { useClock } from '@/stores/clock'

const DAY_MS = 86_400_000

/** The day that the board shows: the region's today until another one is asked for. */
export function useBoardDay(asked: unknown) {
  const { zone } = useFormat()
  const clock = useClock()
  const today = computed(() => dayKey(clock.now, zone()))
  const day = ref(isDay(asked) ? asked : today.value)

  watch(today, (now, before) => {
    if (day.value === before) day.value = now
  })

  function shiftDay(by: 1 | -1): void {
    day.value = by === 1 ? nextDay(day.value) : new Date(noonOf(day.value).getTime() - DAY_MS).toISOString().slice(0, 10)
  }

  return { today, day, shiftDay }
}

function isDay(asked: unknown): asked is string {
  return typeof asked === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked))
}
