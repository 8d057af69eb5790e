import type { KeyValueStore } from '@shared/client'

/** The phone's own storage; both apps may live on one origin, so each has its own prefix. */
export function phoneStore(app: string): KeyValueStore {
  const named = (key: string): string => `${app}.${key}`
  return {
    get: (key) => {
      const value: unknown = quietly(() => uni.getStorageSync(named(key)))
      return typeof value === 'string' && value !== '' ? value : null
    },
    set: (key, value) => void quietly(() => uni.setStorageSync(named(key), value)),
    remove: (key) => void quietly(() => uni.removeStorageSync(named(key))),
  }
}

/** A full or forbidden storage must not stop the screen. */
function quietly<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
