import type { Id, OrderAction, Photo, PhotoKind, Receipt } from '../api/contract'
import type { Client } from '../client/client'
import type { Problem } from '../client/problem'
import { isProblem } from '../client/problem'
import type { KeyValueStore } from '../client/storage'
import { readJson, writeJson } from '../client/storage'
import { isUnreachable } from '../client/transport'
import * as lines from './entries'
import type { CommandEntry, Entry, OutboxState, PhotoEntry, Refusal } from './entries'

/** Where the bytes of photos wait; too big for a store of texts. */
export interface PhotoTray {
  read(ref: string): Promise<{ readonly content: ArrayBuffer | Blob; readonly type: string } | null>
  drop(ref: string): Promise<void>
}

export interface OrderNow {
  readonly version: number
  readonly allowed_actions: readonly OrderAction[]
}

export interface OutboxSources {
  readonly client: Client
  readonly store: KeyValueStore
  readonly tray: PhotoTray
  readonly newKey: () => string
  readonly now: () => string
  /** Asks the server how an order stands, after a command met a newer version. */
  readonly lookAgain: (orderId: Id) => Promise<OrderNow>
  readonly onChange: (state: OutboxState) => void
}

export interface NewCommand {
  readonly order_id: Id
  readonly action: OrderAction
  /** Below `/orders/{id}/`. */
  readonly command: string
  readonly body: Readonly<Record<string, unknown>>
  readonly version: number
}

export interface NewPhoto {
  readonly order_id: Id
  readonly photo_kind: PhotoKind
  readonly ref: string
}

export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const STORED_AT = 'callout.outbox'
/** The outbox tries again by itself; a person on a dead network should not wait for it. */
const ONE_TRY = { attempts: 1, timeout_ms: 8_000 } as const

/**
 * Keeps what the user did and sends it in order, each under its own idempotency key, however often
 * the network fails, the app is killed or an answer is lost.
 */
export class Outbox {
  private readonly sources: OutboxSources
  private state: OutboxState
  private running: Promise<void> | null = null

  constructor(sources: OutboxSources) {
    this.sources = sources
    this.state = readJson<OutboxState>(sources.store, STORED_AT) ?? lines.EMPTY
  }

  current(): OutboxState {
    return this.state
  }

  /** Queues a command and tries at once. */
  async command({ order_id, action, command, body, version }: NewCommand): Promise<Outcome> {
    const isChained = this.state.entries.some((entry) => entry.kind === 'command' && entry.order_id === order_id)
    const path = `/orders/${order_id}/${command}`
    const own = isChained ? null : version
    return this.perform({ kind: 'command', ...this.stamp(), order_id, action, path, body, version: own })
  }

  /** Queues a photo whose bytes are in the tray and tries at once. */
  async photo(photo: NewPhoto): Promise<Outcome> {
    return this.perform({ kind: 'photo', ...this.stamp(), ...photo })
  }

  /** Sends what waits, oldest first, until all is gone or the network fails. Safe to call at any time. */
  flush(): Promise<void> {
    this.running ??= this.sendAll().finally(() => {
      this.running = null
    })
    return this.running
  }

  dismiss(refusalId: string): void {
    this.become({ ...this.state, refusals: this.state.refusals.filter((refusal) => refusal.id !== refusalId) })
  }

  /** Forgets everything: another person signs in on this phone. */
  clear(): void {
    this.become(lines.EMPTY)
  }

  private async perform(entry: Entry): Promise<Outcome> {
    const wasRunning = this.running !== null
    this.become(lines.withEntry(this.state, entry))
    await this.flush()
    // A flush that was already under way may have ended before it saw this entry.
    if (wasRunning && this.waits(entry.id)) await this.flush()
    const refusal = this.state.refusals.find((known) => known.id === entry.id)
    if (refusal) return { kind: 'refused', refusal }
    return { kind: this.waits(entry.id) ? 'kept' : 'sent' }
  }

  private async sendAll(): Promise<void> {
    for (let entry = this.state.entries[0]; entry; entry = this.state.entries[0]) {
      const isSettled = await this.sendOne(entry)
      if (!isSettled) return
    }
  }

  /** Answers whether the entry left the queue (or changed so that it can be tried again at once). */
  private async sendOne(entry: Entry): Promise<boolean> {
    try {
      await (entry.kind === 'command' ? this.sendCommand(entry) : this.sendPhoto(entry))
      return true
    } catch (error) {
      if (isUnreachable(error)) return false
      if (!isProblem(error)) throw error
      if (isForLater(error)) return false
      return this.settleRefused(entry, error)
    }
  }

  private async sendCommand(entry: CommandEntry): Promise<void> {
    // Bound and stored before it travels: under one key the body must never change.
    const version = entry.version ?? this.state.versions[entry.order_id] ?? 0
    this.become(lines.withEntryReplaced(this.state, { ...entry, version }))
    const receipt = await this.sources.client.send<Receipt>({
      method: 'POST',
      path: entry.path,
      body: { expected_version: version, ...entry.body },
      key: entry.key,
      ...ONE_TRY,
    })
    this.become(lines.withVersion(lines.withoutEntry(this.state, entry.id), entry.order_id, receipt.version))
  }

  private async sendPhoto(entry: PhotoEntry): Promise<void> {
    const kept = await this.sources.tray.read(entry.ref)
    if (kept !== null) {
      await this.sources.client.send<Photo>({
        method: 'POST',
        path: '/photos',
        query: { kind: entry.photo_kind, order_id: entry.order_id },
        raw: { content: kept.content, type: kept.type },
        key: entry.key,
        attempts: 1,
        timeout_ms: 60_000,
      })
    }
    this.become(lines.withoutEntry(this.state, entry.id))
    await this.sources.tray.drop(entry.ref)
  }

  private async settleRefused(entry: Entry, problem: Problem): Promise<boolean> {
    if (entry.kind === 'command' && problem.code === 'stale_version') {
      const renewed = await this.rebound(entry)
      if (renewed === 'offline') return false
      if (renewed !== null) {
        this.become(lines.withEntryReplaced(this.state, renewed))
        return true
      }
    }
    const { code, detail, status } = problem
    this.become(lines.refuse(this.state, entry, { code, detail, status }))
    if (entry.kind === 'photo') await this.sources.tray.drop(entry.ref)
    return true
  }

  /** The order changed elsewhere; if the step is still allowed it is a new intent on what is now. */
  private async rebound(entry: CommandEntry): Promise<CommandEntry | 'offline' | null> {
    try {
      const now = await this.sources.lookAgain(entry.order_id)
      const isBetter = now.version !== entry.version && now.allowed_actions.includes(entry.action)
      return isBetter ? { ...entry, version: now.version, key: this.sources.newKey() } : null
    } catch (error) {
      return isUnreachable(error) ? 'offline' : null
    }
  }

  private waits(id: string): boolean {
    return this.state.entries.some((entry) => entry.id === id)
  }

  private stamp(): { id: string; key: string; at: string } {
    return { id: this.sources.newKey(), key: this.sources.newKey(), at: this.sources.now() }
  }

  private become(state: OutboxState): void {
    this.state = state
    writeJson(this.sources.store, STORED_AT, state)
    this.sources.onChange(state)
  }
}

/** Not signed in any more, too many calls, or the server is unwell: the intent stays. */
function isForLater(problem: Problem): boolean {
  return problem.status === 401 || problem.status === 429 || problem.status >= 500
}
