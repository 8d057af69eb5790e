import type { Session } from '../api/contract'
import { isProblem } from './problem'
import type { KeyValueStore } from './storage'
import { readJson, writeJson } from './storage'

const STORED_AT = 'callout.session'

/** `bearer` keeps tokens here; `cookie` leaves them to the browser and keeps the CSRF token only. */
export type SessionMode = 'bearer' | 'cookie'

export interface SessionSources {
  readonly mode: SessionMode
  readonly store: KeyValueStore
  /** Asks the server for new tokens; rejects with a 401 `Problem` when the session is over. */
  readonly renew: (refreshToken: string | null) => Promise<Session>
  /** Runs alone among all tabs of this browser, where the platform can (Web Locks). */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>
  readonly onSignedOut?: () => void
}

/**
 * Holds the signed-in session and renews it once for all who ask at the same time.
 *
 * Refresh tokens rotate and a reused one revokes the whole family, so two renewals must never run
 * side by side, neither in one page nor in two tabs.
 */
export class SessionKeeper {
  private readonly sources: SessionSources
  private running: Promise<Session | null> | null = null

  constructor(sources: SessionSources) {
    this.sources = sources
  }

  current(): Session | null {
    return readJson<Session>(this.sources.store, STORED_AT)
  }

  keep(session: Session): void {
    const bare = { ...session, access_token: null, refresh_token: null }
    writeJson(this.sources.store, STORED_AT, this.sources.mode === 'cookie' ? bare : session)
  }

  forget(): void {
    this.sources.store.remove(STORED_AT)
  }

  /** Headers that say who asks; `isWrite` adds the CSRF token in cookie mode. */
  headers(isWrite: boolean): Record<string, string> {
    const session = this.current()
    if (session === null) return {}
    if (this.sources.mode === 'bearer') {
      return session.access_token ? { Authorization: `Bearer ${session.access_token}` } : {}
    }
    return isWrite && session.csrf_token ? { 'X-CSRF-Token': session.csrf_token } : {}
  }

  /** Renews after `used` was refused; answers null when the session is over (and then it is forgotten). */
  renewAfter(used: Session | null): Promise<Session | null> {
    this.running ??= this.renewOnce(used).finally(() => {
      this.running = null
    })
    return this.running
  }

  private renewOnce(used: Session | null): Promise<Session | null> {
    const alone = this.sources.alone ?? ((work) => work())
    return alone(async () => {
      const latest = this.current()
      if (latest === null) return null
      // Another tab was faster: its tokens are the good ones.
      if (used !== null && latest.access_expires_at !== used.access_expires_at) return latest
      return this.askForNew(latest)
    })
  }

  private async askForNew(latest: Session): Promise<Session | null> {
    try {
      const session = await this.sources.renew(latest.refresh_token)
      this.keep(session)
      return session
    } catch (error) {
      if (!isProblem(error) || error.status !== 401) throw error
      this.forget()
      this.sources.onSignedOut?.()
      return null
    }
  }
}
