import { iso } from './city.mjs'

const uuid = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Rounds of the last minutes; every fifth was asked for by a dispatcher. */
export function roundsFor(now) {
  return Array.from({ length: 24 }, (_, n) => ({
    id: uuid(n), asked_at: iso(now - n * 60_000), run_id: n % 5 === 4 ? uuid(900 + n) : null, policy_version: 3, given: (n * 7) % 9, planned: 0,
    solver: n === 6 ? 'greedy' : 'exact', solver_reason: n === 6 ? 'deadline' : 'certified', solve_ms: 90 + ((n * 37) % 140), engine: n < 20 ? '5f0c1e2ab9d4' : '0a77c31e98bb',
  }))
}

/** The first is answered as before, the second otherwise. */
export function replayOf(id, city) {
  const isSame = !id.endsWith('1')
  const [order] = city.orders
  return {
    is_same: isSame, is_same_order: isSame, causes: isSame ? [] : ['other_engine', 'other_streets'], is_intact: true,
    differing: isSame ? [] : [{ order_id: order.id, number: order.number, then: city.workers[0].name, now: city.workers[1].name }, { order_id: city.orders[1].id, number: city.orders[1].number, then: null, now: city.workers[0].name }],
    engine_then: isSame ? '5f0c1e2ab9d4' : '0a77c31e98bb', engine_now: '5f0c1e2ab9d4', streets_then: isSame ? 'a' : 'b', streets_now: 'a',
  }
}
