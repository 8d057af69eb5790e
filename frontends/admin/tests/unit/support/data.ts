import type { BoardVisit, BoardWorker, Candidate, DispatchRun, OrderSummary, Receipt, Region, UnassignedOrder } from '@shared/api'

export const REGION_ID = '00000000-0000-7000-8000-000000000001'

export function aRegion(): Region {
  return {
    id: REGION_ID,
    code: 'la-serena',
    name: { zh: '拉塞雷纳', en: 'La Serena' },
    time_zone: 'America/Santiago',
    currency: 'CLP',
    currency_exponent: 0,
    centre: { lon: -71.25, lat: -29.95 },
    bounds: [-71.36, -30.1, -71.15, -29.8],
  }
}

export function anOrder(fields: Partial<OrderSummary> = {}): OrderSummary {
  return {
    id: 'order-1',
    number: 'LS-1',
    status: 'PENDING_REVIEW',
    version: 3,
    service_id: 'service-1',
    service_name: { zh: '换水龙头', en: 'Tap replacement' },
    community_name: { zh: '海滨花园', en: 'Jardín del Mar' },
    window_start: '2026-03-18T14:00:00Z',
    window_end: '2026-03-18T15:00:00Z',
    deadline_at: '2026-03-18T12:10:00Z',
    on_expiry: 'escalate',
    allowed_actions: ['approve', 'ask', 'reject'],
    is_urgent: false,
    in_hall: false,
    price_minor: 18000,
    currency: 'CLP',
    created_at: '2026-03-18T12:00:00Z',
    worker_name: null,
    has_review: false,
    ...fields,
  }
}

export function anUnassigned(fields: Partial<UnassignedOrder> = {}): UnassignedOrder {
  return {
    ...anOrder({ status: 'READY', allowed_actions: ['offer', 'assign', 'cancel'] }),
    point: { lon: -71.25, lat: -29.95 },
    unassigned_reason: null,
    ways_in: [],
    ...fields,
  }
}

export function aVisit(fields: Partial<BoardVisit> = {}): BoardVisit {
  return {
    order_id: 'order-9',
    number: 'LS-9',
    status: 'ACCEPTED',
    start: '2026-03-18T13:00:00Z',
    end: '2026-03-18T14:00:00Z',
    point: { lon: -71.26, lat: -29.96 },
    service_name: { zh: '疏通', en: 'Unclogging' },
    ...fields,
  }
}

export function aWorker(fields: Partial<BoardWorker> = {}): BoardWorker {
  return {
    id: 'worker-1',
    name: 'Camila Rojas',
    point: { lon: -71.24, lat: -29.94 },
    on_duty: true,
    skills: [{ skill: 'plumbing', level: 2 }],
    shift: { start: '2026-03-18T11:00:00Z', end: '2026-03-18T20:00:00Z' },
    load_minutes: 270,
    shift_minutes: 540,
    visits: [],
    ...fields,
  }
}

export function aCandidate(fields: Partial<Candidate> = {}): Candidate {
  return {
    worker_id: 'worker-1',
    worker_name: 'Camila Rojas',
    rank: 1,
    fits: true,
    failures: [],
    score: { travel_s: 300, skill: -60, load: 40, waiting: 20, total: 300 },
    road_m: 2100,
    travel_s: 300,
    start_at: '2026-03-18T14:10:00Z',
    ...fields,
  }
}

export function aRun(fields: Partial<DispatchRun> = {}): DispatchRun {
  return {
    id: 'run-1',
    status: 'ready',
    assignments: [
      {
        order_id: 'order-1',
        number: 'LS-1',
        worker_id: 'worker-1',
        worker_name: 'Camila Rojas',
        score: { travel_s: 300, skill: -60, load: 40, waiting: 20, total: 300 },
        road_m: 2100,
        start_at: '2026-03-18T14:10:00Z',
        baseline_worker_id: 'worker-2',
      },
    ],
    unassigned: [],
    totals: { served: 1, cost: 300, road_m: 2100, solve_ms: 12 },
    baseline: { served: 1, cost: 400, road_m: 3000 },
    solver: 'exact',
    created_at: '2026-03-18T12:00:00Z',
    ...fields,
  }
}

export function aReceipt(fields: Partial<Receipt> = {}): Receipt {
  return { order_id: 'order-1', status: 'READY', version: 4, deadline_at: null, allowed_actions: [], ...fields }
}
