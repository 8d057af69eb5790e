import { Unreachable, memoryStore } from '../src/client'
import type { KeyValueStore } from '../src/client'
import { Outbox, foreseen } from '../src/outbox'
import type { OrderNow, OutboxState } from '../src/outbox'
import type { Job } from '../src/api/contract'
import { clientOf, json, problem, scripted } from './support'

const CUT = new Unreachable('cut')
const receipt = (version: number) => json(200, { order_id: 'o1', status: 'X', version, deadline_at: null, allowed_actions: [] })

interface Given {
  readonly wire: ReturnType<typeof scripted>
  readonly store?: KeyValueStore
  readonly lookAgain?: () => Promise<OrderNow>
}

function outboxOf({ wire, store = memoryStore(), lookAgain }: Given) {
  const { client, newKey } = clientOf({ ...wire, store })
  const dropped: string[] = []
  const states: OutboxState[] = []
  const outbox = new Outbox({
    client,
    store,
    newKey,
    now: () => '2026-11-22T10:00:00Z',
    tray: {
      read: async (ref) => (ref === 'lost' ? null : { content: new ArrayBuffer(3), type: 'image/jpeg' }),
      drop: async (ref) => void dropped.push(ref),
    },
    lookAgain: lookAgain ?? (async () => ({ version: 99, allowed_actions: [] })),
    onChange: (state) => void states.push(state),
  })
  return { outbox, store, dropped, states }
}

const step = (action: string, version = 5) => ({ order_id: 'o1', action, command: action, body: {}, version })
const versionOf = (body: unknown): number => (JSON.parse(body as string) as { expected_version: number }).expected_version

describe('the outbox', () => {
  it('sends at once when there is a network', async () => {
    const wire = scripted(receipt(6))
    const { outbox } = outboxOf({ wire })
    expect(await outbox.command(step('depart'))).toEqual({ kind: 'sent' })
    expect(versionOf(wire.asked[0]?.body)).toBe(5)
    expect(outbox.current().entries).toEqual([])
  })

  it('keeps a whole visit offline and sends it in order, each step on the version before it', async () => {
    const wire = scripted(CUT, CUT, CUT)
    const { outbox, dropped } = outboxOf({ wire })
    expect(await outbox.command(step('depart'))).toEqual({ kind: 'kept' })
    await outbox.command(step('arrive'))
    await outbox.photo({ order_id: 'o1', photo_kind: 'before', ref: 'p1' })
    const asked = wire.asked.length
    wire.add(receipt(6), receipt(7), json(201, { id: 'ph' }))
    await outbox.flush()
    const sent = wire.asked.slice(asked)
    expect(sent.map((one) => one.url)).toEqual([
      '/api/v1/orders/o1/depart',
      '/api/v1/orders/o1/arrive',
      '/api/v1/photos?kind=before&order_id=o1',
    ])
    expect(sent.slice(0, 2).map((one) => versionOf(one.body))).toEqual([5, 6])
    expect(dropped).toEqual(['p1'])
    expect(outbox.current()).toEqual({ entries: [], versions: {}, refusals: [] })
  })

  it('outlives the app, and repeats under the same key with the same body', async () => {
    const store = memoryStore()
    const first = scripted(CUT)
    await outboxOf({ wire: first, store }).outbox.command(step('depart'))
    const second = scripted(receipt(6))
    await outboxOf({ wire: second, store }).outbox.flush()
    const key = 'Idempotency-Key'
    expect(second.asked[0]?.headers[key]).toBe(first.asked[0]?.headers[key])
    expect(second.asked[0]?.body).toBe(first.asked[0]?.body)
  })

  it('tells what was refused and lets the steps fall that stood on it', async () => {
    const wire = scripted(CUT, CUT)
    const { outbox } = outboxOf({ wire })
    await outbox.command(step('depart'))
    await outbox.command(step('arrive'))
    wire.add(problem(409, 'illegal_transition'))
    await outbox.flush()
    expect(outbox.current().entries).toEqual([])
    const [refusal] = outbox.current().refusals
    expect(refusal).toMatchObject({ action: 'depart', code: 'illegal_transition', dropped: ['arrive'] })
    outbox.dismiss(refusal?.id ?? '')
    expect(outbox.current().refusals).toEqual([])
  })

  it('takes a step again on the newer version when it is still allowed', async () => {
    const wire = scripted(problem(409, 'stale_version'), receipt(9))
    const lookAgain = async (): Promise<OrderNow> => ({ version: 8, allowed_actions: ['depart'] })
    const { outbox } = outboxOf({ wire, lookAgain })
    expect(await outbox.command(step('depart'))).toEqual({ kind: 'sent' })
    expect(versionOf(wire.asked[1]?.body)).toBe(8)
    expect(wire.asked[1]?.headers['Idempotency-Key']).not.toBe(wire.asked[0]?.headers['Idempotency-Key'])
  })

  it('gives a stale step up when it is allowed no more, and waits when it cannot ask', async () => {
    const wire = scripted(problem(409, 'stale_version'), problem(409, 'stale_version'))
    const refused = await outboxOf({ wire }).outbox.command(step('depart'))
    expect(refused.kind).toBe('refused')
    const offline = async (): Promise<OrderNow> => {
      throw CUT
    }
    expect(await outboxOf({ wire, lookAgain: offline }).outbox.command(step('depart'))).toEqual({ kind: 'kept' })
  })

  it('keeps everything while nobody is signed in or the server is unwell', async () => {
    const wire = scripted(problem(401, 'unauthenticated'), problem(500, 'error'))
    const { outbox } = outboxOf({ wire })
    expect(await outbox.command(step('depart'))).toEqual({ kind: 'kept' })
    await outbox.flush()
    expect(outbox.current().entries).toHaveLength(1)
    outbox.clear()
    expect(outbox.current().entries).toEqual([])
  })

  it('passes over a photo whose file is lost, and a photo that is refused', async () => {
    const wire = scripted(problem(422, 'photo_unreadable'))
    const { outbox, dropped } = outboxOf({ wire })
    expect(await outbox.photo({ order_id: 'o1', photo_kind: 'after', ref: 'lost' })).toEqual({ kind: 'sent' })
    const outcome = await outbox.photo({ order_id: 'o1', photo_kind: 'after', ref: 'p2' })
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { action: 'photo_after' } })
    expect(dropped).toEqual(['lost', 'p2'])
  })
})

describe('foresight', () => {
  const job = { order_id: 'o1', status: 'ACCEPTED', allowed_actions: ['drop', 'depart'], deadline_at: 'x' } as unknown as Job
  const waiting = async (...actions: string[]) => {
    const wire = scripted(...actions.map(() => CUT))
    const { outbox } = outboxOf({ wire })
    for (const action of actions) await outbox.command(step(action))
    return outbox.current().entries
  }

  it('walks the job through the steps that wait', async () => {
    const seen = foreseen(job, await waiting('depart', 'arrive'))
    expect([seen.status, seen.allowed_actions, seen.deadline_at]).toEqual(['ARRIVED', ['start'], null])
  })

  it('leaves other jobs and steps out of turn alone', async () => {
    const entries = await waiting('start', 'drop')
    expect(foreseen(job, entries)).toBe(job)
    expect(foreseen({ ...job, order_id: 'o2' }, await waiting('depart')).status).toBe('ACCEPTED')
  })
})
