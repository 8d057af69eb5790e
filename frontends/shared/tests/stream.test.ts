import { memoryStore } from '../src/client'
import { Feed, Stream, backoffMs, streamUrl } from '../src/stream'
import type { SocketEvents, StreamState } from '../src/stream'
import type { Change } from '../src/api/contract'

const change = (cursor: string, kind: Change['kind'] = 'order', id = 'o1'): Change => ({
  type: 'change',
  cursor,
  kind,
  id,
  version: 1,
  event: 'e',
  at: '2026-11-22T10:00:00Z',
})

function world(token: (isRefused: boolean) => Promise<string | null> = async () => 'token') {
  const sockets: { events: SocketEvents; sent: string[]; isClosed: boolean }[] = []
  const timers: { ms: number; run: () => void; isOff: boolean }[] = []
  const seen: string[] = []
  const states: StreamState[] = []
  const store = memoryStore()
  const stream = new Stream({
    url: 'ws://x/stream',
    store,
    account: () => 'a1',
    token,
    random: () => 1,
    open: (_url, events) => {
      const socket = { events, sent: [] as string[], isClosed: false }
      sockets.push(socket)
      return { send: (text) => void socket.sent.push(text), close: () => void (socket.isClosed = true) }
    },
    timers: {
      after: (ms, run) => {
        const timer = { ms, run, isOff: false }
        timers.push(timer)
        return () => void (timer.isOff = true)
      },
    },
    onChange: ({ cursor }) => void seen.push(cursor),
    onReset: () => void seen.push('reset'),
    onState: (state) => void states.push(state),
  })
  const fire = (): void => {
    const timer = timers.filter((one) => !one.isOff).at(-1)
    if (timer === undefined) throw new Error('no timer')
    timer.isOff = true
    timer.run()
  }
  const last = () => sockets.at(-1) as (typeof sockets)[number]
  const tell = (message: unknown): void => last().events.onText(JSON.stringify(message))
  return { stream, sockets, timers, seen, states, store, fire, last, tell }
}

const quiet = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

async function live(given: ReturnType<typeof world>) {
  given.stream.start()
  await quiet()
  given.last().events.onOpen()
}

describe('the live connection', () => {
  it('says who it is and where it was', async () => {
    const given = world()
    given.store.set('callout.cursor.a1', 'c5')
    await live(given)
    expect(JSON.parse(given.last().sent[0] as string)).toEqual({ token: 'token', after: 'c5' })
  })

  it('keeps the cursor of each change, after handing it over', async () => {
    const given = world()
    given.store.set('callout.cursor.a1', 'c0')
    await live(given)
    given.tell(change('c1'))
    given.tell({ type: 'ping' })
    given.tell({ type: 'live', cursor: 'c2' })
    expect(given.seen).toEqual(['c1'])
    expect(given.store.get('callout.cursor.a1')).toBe('c2')
    expect(given.states.at(-1)).toBe('live')
  })

  it('fetches everything when the cursor is too old, or when there was none', async () => {
    const given = world()
    await live(given)
    given.tell({ type: 'live', cursor: 'c1' })
    given.tell({ type: 'reset', cursor: 'c9' })
    expect(given.seen).toEqual(['reset', 'reset'])
    expect(given.store.get('callout.cursor.a1')).toBe('c9')
  })

  it('comes back by itself, waiting longer each time', async () => {
    const given = world()
    await live(given)
    for (let turn = 0; turn < 3; turn += 1) {
      given.last().events.onClose(1006)
      given.fire()
      await quiet()
    }
    expect(given.sockets).toHaveLength(4)
    const waits = given.timers.map((timer) => timer.ms).filter((ms) => ms < 60_000)
    expect(waits).toEqual([500, 1000, 2000])
  })

  it('asks for a new token after the server refused the old one', async () => {
    const asked: boolean[] = []
    const given = world(async (isRefused) => {
      asked.push(isRefused)
      return 'token'
    })
    await live(given)
    given.last().events.onClose(4401)
    given.fire()
    await quiet()
    expect(asked).toEqual([false, true])
  })

  it('waits and tries again when no token can be had', async () => {
    let tries = 0
    const given = world(async () => {
      tries += 1
      if (tries === 1) throw new Error('offline')
      return 'token'
    })
    given.stream.start()
    await quiet()
    expect(given.states.at(-1)).toBe('waiting')
    given.fire()
    await quiet()
    expect(given.sockets).toHaveLength(1)
  })

  it('does not trust a long silence', async () => {
    const given = world()
    await live(given)
    given.fire()
    expect(given.sockets[0]?.isClosed).toBe(true)
    expect(given.states.at(-1)).toBe('waiting')
  })

  it('hurries when the network returns, and ignores what an abandoned socket says', async () => {
    const given = world()
    await live(given)
    const first = given.last()
    first.events.onClose(1006)
    given.stream.wake()
    await quiet()
    expect(given.sockets).toHaveLength(2)
    first.events.onText(JSON.stringify(change('old')))
    expect(given.seen).toEqual([])
  })

  it('stops when it is told to, also while it is connecting', async () => {
    const given = world()
    given.stream.start()
    given.stream.start()
    given.stream.stop()
    await quiet()
    expect(given.sockets).toHaveLength(0)
    given.stream.wake()
    expect(given.states.at(-1)).toBe('off')
  })

  it('shrugs at messages that it cannot read', async () => {
    const given = world()
    await live(given)
    given.last().events.onText('nonsense')
    given.last().events.onText('[]')
    given.tell({ type: 'something newer', cursor: 'c3' })
    expect(given.seen).toEqual([])
  })

  it('is found beside the page', () => {
    expect(streamUrl({ protocol: 'https:', host: 'x.org' }, '/api/v1')).toBe('wss://x.org/api/v1/stream')
    expect(streamUrl({ protocol: 'http:', host: 'h:1' }, '/api/v1')).toBe('ws://h:1/api/v1/stream')
  })

  it('never waits longer than half a minute', () => {
    expect(backoffMs(50, () => 1)).toBe(30_000)
    expect(backoffMs(0, () => 0)).toBe(250)
  })
})

describe('the feed', () => {
  it('tells only those who show what changed', async () => {
    const feed = new Feed()
    const calls: string[] = []
    feed.on(['order'], () => void calls.push('list'))
    feed.on(['order'], () => void calls.push('o1'), 'o1')
    feed.on(['points'], () => void calls.push('points'))
    const stop = feed.on(['order'], () => void calls.push('gone'))
    stop()
    feed.publish(change('c1', 'order', 'o2'))
    await quiet()
    expect(calls).toEqual(['list'])
    feed.publishReset()
    await quiet()
    expect(calls).toEqual(['list', 'list', 'o1', 'points'])
  })

  it('makes one more fetch of a burst, begun after its last change', async () => {
    const feed = new Feed()
    let fetches = 0
    let release = (): void => undefined
    feed.on(['order'], () => {
      fetches += 1
      return new Promise<void>((done) => (release = done))
    })
    for (const cursor of ['c1', 'c2', 'c3', 'c4']) feed.publish(change(cursor))
    expect(fetches).toBe(1)
    release()
    await quiet()
    expect(fetches).toBe(2)
    release()
    await quiet()
    expect(fetches).toBe(2)
  })

  it('goes on after a fetch that failed', async () => {
    const feed = new Feed()
    let fetches = 0
    feed.on(['order'], async () => {
      fetches += 1
      throw new Error('offline')
    })
    feed.publish(change('c1'))
    await quiet()
    feed.publish(change('c2'))
    await quiet()
    expect(fetches).toBe(2)
  })
})
