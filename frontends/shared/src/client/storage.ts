/** Small texts that outlive the page: localStorage in browsers, the app's storage in mini programs. */
export interface KeyValueStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

export function memoryStore(initial: Readonly<Record<string, string>> = {}): KeyValueStore {
  const values = new Map(Object.entries(initial))
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}

/** A store over the Web Storage API that survives private mode and full quotas by forgetting. */
export function webStore(storage: Storage): KeyValueStore {
  const quietly = <T>(action: () => T, otherwise: T): T => {
    try {
      return action()
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => quietly(() => storage.getItem(key), null),
    set: (key, value) => quietly(() => storage.setItem(key, value), undefined),
    remove: (key) => quietly(() => storage.removeItem(key), undefined),
  }
}

/** Reads JSON that we wrote ourselves; anything unreadable counts as absent. */
export function readJson<T>(store: KeyValueStore, key: string): T | null {
  const text = store.get(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

export function writeJson(store: KeyValueStore, key: string, value: unknown): void {
  store.set(key, JSON.stringify(value))
}
