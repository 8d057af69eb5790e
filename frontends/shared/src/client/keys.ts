import type { KeyValueStore } from './storage'
import { readJson, writeJson } from './storage'

const STORED_AT = 'callout.keys'
const KEPT_MS = 24 * 3600 * 1000

interface KeptKey {
  readonly fingerprint: string
  readonly key: string
  readonly at: number
}

/**
 * One idempotency key per user's intent.
 *
 * Pressing "order" again after a lost answer must not order twice, also when the app was killed in
 * between; so a key stays with its place (method and path) and body until the server has given a
 * conclusive answer. Another body is another intent.
 */
export interface IntentKeys {
  keyFor(place: string, fingerprint: string): string
  settle(place: string, key: string): void
}

export interface IntentSources {
  readonly store: KeyValueStore
  readonly newKey: () => string
  readonly now: () => number
}

export function intentKeys({ store, newKey, now }: IntentSources): IntentKeys {
  const load = (): Record<string, KeptKey> => readJson<Record<string, KeptKey>>(store, STORED_AT) ?? {}

  const keyFor = (place: string, fingerprint: string): string => {
    const kept = load()
    const known = kept[place]
    if (known && known.fingerprint === fingerprint && now() - known.at < KEPT_MS) return known.key
    const key = newKey()
    kept[place] = { fingerprint, key, at: now() }
    writeJson(store, STORED_AT, kept)
    return key
  }

  const settle = (place: string, key: string): void => {
    const kept = load()
    if (kept[place]?.key !== key) return
    delete kept[place]
    writeJson(store, STORED_AT, kept)
  }

  return { keyFor, settle }
}

/** Random v4 UUID; mini programs have no `crypto`, so `random` (0..1) is asked when it is missing. */
export function randomKey(random: () => number = Math.random): string {
  const bytes = new Uint8Array(16)
  if (typeof crypto !== 'undefined' && typeof crypto.getRandomValues === 'function') crypto.getRandomValues(bytes)
  else bytes.forEach((_, at) => (bytes[at] = Math.floor(random() * 256)))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A short stable number of a text (FNV-1a), enough to tell two bodies of one form apart. */
export function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  }
  return `${text.length}:${hash.toString(16)}`
}
