import type { ChangeKind, Id } from '@shared/api'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { feed } from '@/api'

export interface Resource<T> {
  readonly data: ShallowRef<T | null>
  readonly error: ShallowRef<unknown>
  readonly isLoading: Ref<boolean>
  refresh(): Promise<void>
}

interface ResourceOptions {
  /** The only thing whose changes matter; null while there is none. */
  readonly id?: () => Id | null
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

  follow(refresh, options)
  onScopeDispose(() => (turn += 1))
  if (options.isImmediate !== false) void refresh()
  return { data, error, isLoading, refresh }
}

/** Refetches after changes, until the scope ends; where one thing is shown, after changes of that one only. */
function follow(refresh: () => Promise<void>, { kinds, id, settle_ms = 250 }: ResourceOptions): void {
  if (!kinds) return
  let stop = (): void => undefined
  const listen = (only: Id | null): void => {
    stop()
    stop = feed.on(
      kinds,
      async () => {
        await new Promise((done) => setTimeout(done, settle_ms))
        await refresh()
      },
      only,
    )
  }
  if (id) watch(id, listen, { immediate: true })
  else listen(null)
  onScopeDispose(() => stop())
}
