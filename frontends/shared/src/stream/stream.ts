import type { Change, StreamMessage } from '../api/contract'
import type { KeyValueStore } from '../client/storage'
import { backoffMs } from './backoff'

/** The part of a WebSocket that we use; browsers and mini programs both can play it. */
export interface Socket {
  send(text: string): void
  close(): void
}

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** Also called when the socket could not be opened. Never called after `close()`. */
  onClose(code: number): void
}

export type OpenSocket = (url: string, events: SocketEvents) => Socket

export interface Timers {
  after(ms: number, run: () => void): () => void
}

export type StreamState = 'off' | 'connecting' | 'live' | 'waiting'

export interface StreamSources {
  readonly url: string
  readonly open: OpenSocket
  readonly store: KeyValueStore
  /** Whose cursor it is, so that two accounts on one phone never share one. */
  readonly account: () => string
  /** A token that is still good, null in cookie mode; `isRefused` after the server closed on the last one. */
  readonly token: (isRefused: boolean) => Promise<string | null>
  readonly timers: Timers
  readonly random: () => number
  readonly onChange: (change: Change) => void
  /** What is on screen may be stale in any way: fetch all of it again. */
  readonly onReset: () => void
  readonly onState?: (state: StreamState) => void
}

/** Codes with which the server closes a socket whose token it does not accept. */
const REFUSED_CODES: readonly number[] = [1008, 4001, 4401, 4403]
/** The server pings; a longer silence means that the network swallowed the connection. */
const SILENCE_MS = 75_000

/**
 * The one live connection. At least once and in order: the cursor is stored after a change was
 * handed over, so what a crash swallows is told again.
 */
export class Stream {
  private readonly sources: StreamSources
  private socket: Socket | null = null
  private stopTimer: () => void = () => undefined
  private attempt = 0
  private isWanted = false
  private isRefused = false
  /** Counts connections, so that the late answer of an abandoned one is ignored. */
  private turn = 0

  constructor(sources: StreamSources) {
    this.sources = sources
  }

  start(): void {
    if (this.isWanted) return
    this.isWanted = true
    this.attempt = 0
    void this.connect()
  }

  stop(): void {
    this.isWanted = false
    this.abandon()
    this.tell('off')
  }

  /** Connects at once instead of waiting: the network came back, or the app came to the front. */
  wake(): void {
    if (!this.isWanted || this.socket !== null) return
    this.attempt = 0
    this.abandon()
    void this.connect()
  }

  private async connect(): Promise<void> {
    const turn = (this.turn += 1)
    this.tell('connecting')
    let token: string | null
    try {
      token = await this.sources.token(this.isRefused)
    } catch {
      if (turn === this.turn) this.waitAndRetry()
      return
    }
    if (turn !== this.turn || !this.isWanted) return
    this.isRefused = false
    this.open(turn, token)
  }

  private open(turn: number, token: string | null): void {
    const isCurrent = (): boolean => turn === this.turn
    const socket = this.sources.open(this.sources.url, {
      onOpen: () => {
        if (!isCurrent()) return
        socket.send(JSON.stringify({ token, after: this.cursor() }))
        this.watch()
      },
      onText: (text) => {
        if (isCurrent()) this.receive(text)
      },
      onClose: (code) => {
        if (!isCurrent()) return
        this.isRefused = REFUSED_CODES.includes(code)
        this.waitAndRetry()
      },
    })
    this.socket = socket
    this.watch()
  }

  private receive(text: string): void {
    const message = messageOf(text)
    this.watch()
    if (message === null || message.type === 'ping') return
    if (message.type === 'change') this.sources.onChange(message)
    if (message.type === 'reset') this.sources.onReset()
    if (message.type === 'live') this.becomeLive()
    if (typeof message.cursor === 'string') this.sources.store.set(this.cursorKey(), message.cursor)
  }

  private becomeLive(): void {
    this.attempt = 0
    // Without a cursor nothing was replayed: what was fetched before the connection may be old.
    if (this.cursor() === null) this.sources.onReset()
    this.tell('live')
  }

  private waitAndRetry(): void {
    this.abandon()
    if (!this.isWanted) return
    this.tell('waiting')
    const wait = backoffMs(this.attempt, this.sources.random)
    this.attempt += 1
    this.stopTimer = this.sources.timers.after(wait, () => void this.connect())
  }

  private watch(): void {
    this.stopTimer()
    this.stopTimer = this.sources.timers.after(SILENCE_MS, () => this.waitAndRetry())
  }

  private abandon(): void {
    this.turn += 1
    this.stopTimer()
    this.socket?.close()
    this.socket = null
  }

  private cursor(): string | null {
    return this.sources.store.get(this.cursorKey())
  }

  private cursorKey(): string {
    return `callout.cursor.${this.sources.account()}`
  }

  private tell(state: StreamState): void {
    this.sources.onState?.(state)
  }
}

function messageOf(text: string): StreamMessage | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'type' in value ? (value as StreamMessage) : null
  } catch {
    return null
  }
}
