import { onUnmounted } from 'vue'
import type { ChangeKind } from '@shared/api/contract'
import type { Refetch } from '@shared/stream'
import { callout } from './callout'

/** Fetches now, and again whenever the stream says that one of these kinds changed. */
export function useLive(kinds: readonly ChangeKind[], refetch: Refetch, id: () => string | null = () => null): void {
  const stop = callout().feed.on(kinds, refetch, id())
  onUnmounted(stop)
  void refetch()
}
