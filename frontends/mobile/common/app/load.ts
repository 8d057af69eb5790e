import { computed, ref } from 'vue'
import type { Ref } from 'vue'

export interface Loaded<T> {
  readonly data: Ref<T | null>
  readonly error: Ref<unknown>
  /** Nothing to show yet: the first answer is still on its way. */
  readonly isFirst: Readonly<Ref<boolean>>
  readonly isBusy: Ref<boolean>
  reload(): Promise<void>
}

/**
 * Fetches what a screen shows. Old data stays on the screen while new data is fetched, and an
 * answer that was overtaken by a later one is thrown away.
 */
export function useLoad<T>(fetch: () => Promise<T>, remembered: T | null = null): Loaded<T> {
  const data = ref(remembered) as Ref<T | null>
  const error = ref<unknown>(null)
  const isBusy = ref(false)
  let latest = 0

  const reload = async (): Promise<void> => {
    const turn = (latest += 1)
    isBusy.value = true
    try {
      const answer = await fetch()
      if (turn !== latest) return
      data.value = answer
      error.value = null
    } catch (cause) {
      if (turn === latest) error.value = cause
    } finally {
      if (turn === latest) isBusy.value = false
    }
  }
  const isFirst = computed(() => data.value === null && error.value === null)
  return { data, error, isFirst, isBusy, reload }
}
