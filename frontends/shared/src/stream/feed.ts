import type { Change, ChangeKind } from '../api/contract'

export type Refetch = () => void | Promise<void>

interface Listener {
  readonly kinds: readonly ChangeKind[]
  readonly id: string | null
  readonly refetch: Refetch
}

/**
 * Tells the parts of a screen what changed, so that each fetches again what it shows.
 *
 * A burst of changes makes one refetch: while one runs, further ones are remembered as a single
 * next one, so the last fetch always begins after the last change.
 */
export class Feed {
  private readonly listeners = new Set<Listener>()
  private readonly busy = new Map<Listener, boolean>()

  /** Calls `refetch` for changes of these kinds (of one id only, if given). Answers how to stop. */
  on(kinds: readonly ChangeKind[], refetch: Refetch, id: string | null = null): () => void {
    const listener = { kinds, id, refetch }
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
      this.busy.delete(listener)
    }
  }

  publish(change: Change): void {
    for (const listener of this.listeners) {
      if (!listener.kinds.includes(change.kind)) continue
      if (listener.id !== null && listener.id !== change.id) continue
      void this.run(listener)
    }
  }

  /** Everything may be stale. */
  publishReset(): void {
    for (const listener of this.listeners) void this.run(listener)
  }

  private async run(listener: Listener): Promise<void> {
    if (this.busy.has(listener)) {
      this.busy.set(listener, true)
      return
    }
    do {
      this.busy.set(listener, false)
      try {
        await listener.refetch()
      } catch {
        // The screen shows its own error; the feed only says when to look again.
      }
    } while (this.busy.get(listener) === true)
    this.busy.delete(listener)
  }
}
