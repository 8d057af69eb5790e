import type { KeyValueStore } from './storage'

const STORED_AT = 'callout.device'

/**
 * What this device calls itself: random, made when first asked, and kept whoever signs in.
 *
 * Where the storage forgets (private windows), it stays the same as long as the app runs.
 */
export function deviceName(store: KeyValueStore, newName: () => string): () => string {
  let known: string | null = null
  return () => {
    known ??= store.get(STORED_AT)
    if (known === null) {
      known = newName()
      store.set(STORED_AT, known)
    }
    return known
  }
}
