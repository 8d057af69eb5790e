import { ACTIONS, iso, newId } from './city.mjs'

const TARGET = { approve: 'READY', reject: 'REJECTED', ask: 'INFO_REQUESTED', cancel: 'CANCELLED', 'force-close': 'CANCELLED', 'open-hall': 'READY', 'close-unserved': 'CLOSED_UNSERVED', assign: 'ACCEPTED', offers: 'OFFERED', reassign: 'READY' }

/** Carries out a command as far as a screen can see it. */
export function act(order, name, body, workers, now) {
  order.status = TARGET[name] ?? order.status
  order.version += 1
  order.allowed_actions = ACTIONS[order.status] ?? []
  if (name === 'ask') order.question = body.question
  if (name === 'open-hall') order.in_hall = true
  const taken = body.worker_ids ?? (body.worker_id ? [body.worker_id] : [])
  for (const id of taken) bookOn(workers.find((worker) => worker.id === id), order, now)
  order.deadline_at = order.status === 'OFFERED' ? iso(now + 600_000) : null
  return { order_id: order.id, status: order.status, version: order.version, deadline_at: order.deadline_at, allowed_actions: order.allowed_actions }
}

function bookOn(worker, order, now) {
  const start = Date.parse(order.window_start)
  order.worker_name = worker.name
  order.worker = { id: worker.id, name: worker.name, phone_masked: null, photo_url: null, eta_at: null, position: null }
  order.visit = { id: newId(), planned_start: iso(start), planned_end: iso(start + order.duration_s * 1000), duration_s: order.duration_s, departed_at: null, arrived_at: null, started_at: null, completed_at: null }
  order.offers.push({ id: newId(), worker_id: worker.id, worker_name: worker.name, status: 'live', round: 1, expires_at: iso(now + 600_000), decline_reason: null })
  worker.visits.push({ order_id: order.id, number: order.number, status: order.status, start: iso(start), end: iso(start + order.duration_s * 1000), point: order.point, service_name: order.service_name })
}
