import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useDesk } from '@/features/board/useDesk'
import { useClock } from '@/stores/clock'
import { aCandidate, aReceipt, aRun, aVisit, aWorker, anUnassigned } from './support/data'
import { inApp, settled } from './support/inApp'
import { fakeServer } from './support/server'

const declined = aCandidate({
  worker_id: 'worker-3', worker_name: 'Diego', rank: null, fits: false, score: null, start_at: null,
  failures: [{ code: 'declined_before', text: { zh: '拒过', en: 'Declined it before' } }],
})
const unskilled = aCandidate({
  worker_id: 'worker-4', worker_name: 'Sofía', rank: null, fits: false, score: null, start_at: null,
  failures: [{ code: 'skill_missing', text: { zh: '无技能', en: 'Lacks the skill' } }],
})
let server: ReturnType<typeof fakeServer>
let run = aRun()

beforeEach(() => {
  run = aRun()
  server = fakeServer({
    'GET /board': () => ({
      workers: [aWorker(), aWorker({ id: 'worker-2', name: 'Ignacio', visits: [aVisit()] }), aWorker({ id: 'worker-3', name: 'Diego' })],
      unassigned: [anUnassigned(), anUnassigned({ id: 'order-2', number: 'LS-2', window_start: '2026-03-18T16:00:00Z' }), anUnassigned({ id: 'offered', number: 'LS-3', status: 'OFFERED', allowed_actions: ['withdraw'], is_urgent: true })],
    }),
    'GET /orders/:id/candidates': () => ({ items: [aCandidate({ worker_id: 'worker-2', rank: 2 }), aCandidate(), declined, unskilled] }),
    'POST /orders/:id/offers': () => aReceipt({ status: 'OFFERED' }),
    'POST /orders/:id/assign': () => aReceipt({ status: 'ACCEPTED' }),
    'GET /regions/:id/dispatch-policy': () => ({ is_enabled: true, mode: 'offer', version: 1 }),
    'POST /dispatch-runs': () => ({ run_id: 'run-1' }),
    'GET /dispatch-runs/:id': () => run,
    'POST /dispatch-runs/:id/commit': () => ({ committed: 1, skipped: [] }),
    'POST /dispatch-runs/:id/discard': () => undefined,
  })
})
afterEach(() => vi.unstubAllGlobals())

async function openDesk(asked: unknown = undefined, day: unknown = undefined) {
  const desk = inApp(() => {
    useClock().hear({ business_now: '2026-03-18T12:40:00Z', rate: 1, may_move: false })
    return useDesk({ focusSearch: () => undefined, asked, day })
  })
  await settled()
  return desk
}

describe('the board', () => {
  test('shows the region’s own day', async () => {
    await openDesk()
    expect(server.sent('GET', '/board')[0]?.query.day).toBe('2026-03-18')
  })

  test('selects in list, Gantt and map alike: a planned visit brings its worker', async () => {
    const { board } = await openDesk()
    board.selectOrder('order-9')
    expect(board.workerId.value).toBe('worker-2')
    board.selectOrder('order-1')
    expect(board.order.value?.number).toBe('LS-1')
    expect(board.workerId.value).toBeNull()
  })

  test('offers no candidates for an order that waits for an answer', async () => {
    const { board, candidates } = await openDesk()
    board.selectOrder('offered')
    await settled()
    expect(board.order.value?.status).toBe('OFFERED')
    expect(board.offerable.value).toBeNull()
    expect(candidates.all.value).toEqual([])
    expect(server.sent('GET', '/orders/offered/candidates')).toEqual([])
  })

  test('opens at the order that the address names', async () => {
    const { board } = await openDesk('order-2')
    expect(board.order.value?.number).toBe('LS-2')
  })

  test('opens on the day that the address names, if that is a day', async () => {
    await openDesk('order-2', '2026-03-20')
    expect(server.sent('GET', '/board').at(-1)?.query.day).toBe('2026-03-20')
    await openDesk('order-2', '2026-99-99')
    expect(server.sent('GET', '/board').at(-1)?.query.day).toBe('2026-03-18')
  })

  test('keeps the Gantt when a search names only an order', async () => {
    const { board } = await openDesk()
    board.search.value = 'LS-2'
    expect(board.unassigned.value.map(({ number }) => number)).toEqual(['LS-2'])
    expect(board.workers.value).toHaveLength(3)
    board.search.value = 'Ignacio'
    expect(board.workers.value.map(({ name }) => name)).toEqual(['Ignacio'])
  })

  test('steps through the unassigned orders', async () => {
    const { board } = await openDesk()
    board.step(1)
    board.step(1)
    expect(board.orderId.value).toBe('order-2')
    board.step(1)
    board.step(1)
    expect(board.orderId.value).toBe('offered')
  })
})

describe('choosing a candidate', () => {
  async function withOrder() {
    const desk = await openDesk()
    desk.board.selectOrder('order-1')
    await settled()
    return desk
  }

  test('is a preview: a bar appears and nothing is sent', async () => {
    const { candidates, ghosts } = await withOrder()
    candidates.chooseRank(2, false)
    expect(ghosts.value).toEqual([
      { order_id: 'order-1', worker_id: 'worker-2', number: 'LS-1', service_name: { zh: '换水龙头', en: 'Tap replacement' }, start: '2026-03-18T14:10:00Z', end: '2026-03-18T15:10:00.000Z' },
    ])
    expect(server.calls.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('sends one offer to all who are in the preview', async () => {
    const { candidates } = await withOrder()
    candidates.chooseRank(1, false)
    candidates.chooseRank(2, true)
    await candidates.commit('offer')
    expect(server.sent('POST', '/orders/order-1/offers')[0]?.body).toEqual({ expected_version: 3, worker_ids: ['worker-1', 'worker-2'] })
    expect(candidates.chosen.value).toEqual([])
  })

  test('assigns directly when asked to', async () => {
    const { candidates } = await withOrder()
    candidates.chooseRank(1, false)
    await candidates.commit('assign')
    expect(server.sent('POST', '/orders/order-1/assign')[0]?.body).toEqual({ expected_version: 3, worker_id: 'worker-1' })
  })

  test('asks for a reason where a rule is overruled', async () => {
    const { candidates } = await withOrder()
    candidates.choose('worker-3')
    await candidates.commit('offer')
    expect(server.sent('POST', '/orders/order-1/offers')).toHaveLength(0)
    candidates.reason.value = 'agreed by phone'
    await candidates.commit('offer')
    expect(server.sent('POST', '/orders/order-1/offers')[0]?.body).toMatchObject({ worker_ids: ['worker-3'], reason: 'agreed by phone' })
  })

  test('refuses who cannot do it, also by drag', async () => {
    const { candidates, dropOn } = await withOrder()
    dropOn('worker-4')
    expect(candidates.chosen.value).toEqual([])
  })

  test('ignores a number that nobody has', async () => {
    const { candidates } = await withOrder()
    candidates.chooseRank(9, false)
    expect(candidates.chosen.value).toEqual([])
  })

  test('is forgotten with the selection', async () => {
    const { board, candidates } = await withOrder()
    candidates.chooseRank(1, false)
    board.selectOrder('order-2')
    await settled()
    expect(candidates.chosen.value).toEqual([])
  })
})

describe('automatic dispatch', () => {
  test('shows the plan and commits it only when told to', async () => {
    const desk = await openDesk()
    await desk.startRun()
    expect(desk.run.phase.value).toBe('ready')
    expect(desk.ghostWorkers.value.get('order-1')).toBe('Camila Rojas')
    expect(desk.previewed.value).toEqual(['worker-1'])
    expect(server.sent('POST', '/dispatch-runs/run-1/commit')).toHaveLength(0)
    await desk.run.commit()
    expect(server.sent('POST', '/dispatch-runs/run-1/commit')).toHaveLength(1)
    expect(desk.run.phase.value).toBe('none')
    expect(desk.ghosts.value).toEqual([])
  })

  test('is discarded without touching an order', async () => {
    const desk = await openDesk()
    await desk.startRun()
    await desk.run.discard()
    expect(server.sent('POST', '/dispatch-runs/run-1/discard')).toHaveLength(1)
    expect(desk.run.phase.value).toBe('none')
  })

  test('waits while it is solved', async () => {
    run = aRun({ status: 'solving', assignments: [], totals: null })
    const desk = await openDesk()
    await desk.startRun()
    expect(desk.run.phase.value).toBe('solving')
    await desk.run.commit()
    expect(server.sent('POST', '/dispatch-runs/run-1/commit')).toHaveLength(0)
  })

  test('says so when it failed, and can be closed', async () => {
    run = aRun({ status: 'failed', assignments: [], totals: null })
    const desk = await openDesk()
    await desk.startRun()
    expect(desk.run.phase.value).toBe('failed')
    await desk.run.discard()
    expect(desk.run.phase.value).toBe('none')
    expect(server.sent('POST', '/dispatch-runs/run-1/discard')).toHaveLength(0)
  })

  test('commits nothing when there is nothing to commit', async () => {
    run = aRun({ assignments: [] })
    const desk = await openDesk()
    await desk.startRun()
    await desk.run.commit()
    expect(server.sent('POST', '/dispatch-runs/run-1/commit')).toHaveLength(0)
  })
})
