import type { ChangeKind } from '@shared/api'
import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { feed } from '@/api'

export interface Resource<T> {
  readonly data: ShallowRef<T | null>
  readonly error: ShallowRef<unknown>
  readonly isLoading: Ref<boolean>
  refresh(): Promise<void>
}

interface ResourceOptions {
  /** Kinds of change after which this is fetched again. */
  readonly kinds?: readonly ChangeKind[]
  /** Changes that come in a burst make one fetch, this long after the first. */
  readonly settle_ms?: number
  readonly isImmediate?: boolean
}

/**
 * What a screen shows, fetched again by itself when the stream says that it changed.
 *
 * The answer of an overtaken fetch is dropped, and a failing refresh leaves the last good data on screen.
 */
export function useResource<T>(fetch: () => Promise<T>, options: ResourceOptions = {}): Resource<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const isLoading = ref(false)
  let turn = 0

  async function refresh(): Promise<void> {
    const mine = (turn += 1)
    isLoading.value = true
    try {
      const fetched = await fetch()
      if (mine !== turn) return
      data.value = fetched
      error.value = null
    } catch (thrown) {
      if (mine === turn) error.value = thrown
    } finally {
      if (mine === turn) isLoading.value = false
    }
  }

  const settle = (): Promise<void> => new Promise((done) => setTimeout(done, options.settle_ms ?? 250))
  if (options.kinds) {
    const stop = feed.on(options.kinds, async () => {
      await settle()
      await refresh()
    })
    onScopeDispose(stop)
  }
  onScopeDispose(() => (turn += 1))
  if (options.isImmediate !== false) void refresh()
  return { data, error, isLoading, refresh }
}
