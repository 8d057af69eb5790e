/** A stand-in for the API on which the desk can be looked at: `npm run mock`, then `CALLOUT_API=… npm run dev`. */
import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { START, catalogue, config, iso, makeCity, newId, streets } from './city.mjs'
import { replayOf, roundsFor } from './rounds.mjs'
import { candidatesFor, cardsFor, waysFor, solve } from './dispatch.mjs'
import { act } from './life.mjs'
import { pointsRoutes } from './points.mjs'
import { promotionRoutes } from './promotions.mjs'
import { liveSockets } from './socket.mjs'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

export function startMock(port = 8010) {
  const city = makeCity()
  const runs = new Map()
  const clock = { business: START, heard: Date.now(), rate: 1 }
  const now = () => clock.business + (Date.now() - clock.heard) * clock.rate
  let cursor = 0
  let policy = { is_enabled: true, rule: 'match', ask_ahead_s: 28800, stability_s: 0, mode: 'offer', k: 3, tick_s: 60, radius_m: 8000, offer_ttl_s: 600, urgent_offer_ttl_s: 90, release_horizon_s: 64800, freeze_s: 3600, version: 4 }
  const me = { id: newId(), display_name: 'Marta Díaz', roles: ['reviewer', 'dispatcher', 'manager'], locale: 'en', phone_masked: null, region_id: config().regions[0].id, worker: null }
  const find = (id) => city.orders.find((order) => order.id === id)
  const page = (items) => ({ items, next_cursor: null })
  const clockState = () => ({ business_now: iso(now()), rate: clock.rate, may_move: true })
  const changed = (kind, id, version = 1) => sockets.tell({ type: 'change', cursor: String((cursor += 1)), kind, id, version, event: 'changed', at: iso(now()) })

  const routes = [
    ...promotionRoutes({ now }),
    ...pointsRoutes({ me, find, now, changed: () => changed('points', newId()) }),
    ['POST', /^\/auth\/sessions\/password$/, (_, body) => body.password === 'wrong' ? [401, { code: 'bad_credentials' }] : [201, { access_token: null, refresh_token: null, csrf_token: 'mock', access_expires_at: iso(now() + 900_000), account: me }]],
    ['POST', /^\/auth\/sign-out$/, () => [204]],
    ['GET', /^\/me$/, () => [200, me]],
    ['PUT', /^\/me\/locale$/, () => [204]],
    ['GET', /^\/config$/, () => [200, { ...config(), business_now: iso(now()), clock_rate: clock.rate }]],
    ['GET', /^\/catalogue$/, () => [200, catalogue]],
    ['GET', /^\/regions\/[^/]+\/basemap$/, () => [200, streets()]],
    ['GET', /^\/clock$/, () => [200, clockState()]],
    ['PUT', /^\/clock$/, (_, body) => { Object.assign(clock, { business: now() + (body.advance_s ?? 0) * 1000, heard: Date.now(), rate: body.rate ?? clock.rate }); return [200, clockState()] }],
    ['GET', /^\/orders$/, (_, __, query) => listOrders(query)],
    ['GET', /^\/orders\/([^/]+)$/, ([id]) => find(id) ? [200, detail(find(id))] : [404, { code: 'order_not_found' }]],
    ['GET', /^\/orders\/([^/]+)\/history$/, ([id]) => [200, page(history(find(id)))]],
    ['GET', /^\/orders\/([^/]+)\/candidates$/, ([id]) => [200, { items: candidatesFor(find(id), city.workers) }]],
    ['GET', /^\/orders\/([^/]+)\/decision-cards$/, ([id]) => [200, page(cardsFor(find(id), city.workers, now()))]],
    ['POST', /^\/orders\/([^/]+)\/([a-z-]+)$/, ([id, name], body) => command(find(id), name, body)],
    ['GET', /^\/board$/, () => [200, { workers: city.workers, unassigned: city.orders.filter(({ status }) => status === 'READY').map((order) => ({ ...order, ways_in: waysFor(order, city.workers) })) }]],
    ['GET', /^\/workers$/, () => [200, page(city.workers)]],
    ['GET', /^\/exceptions$/, () => [200, page(city.exceptions)]],
    ['POST', /^\/exceptions\/([^/]+)\/resolve$/, ([id]) => { city.exceptions.find((one) => one.id === id).resolved_at = iso(now()); return [204] }],
    ['GET', /^\/regions\/[^/]+\/dispatch-policy$/, () => [200, policy]],
    ['PUT', /^\/regions\/[^/]+\/dispatch-policy$/, (_, body) => { const { expected_version, ...rest } = body; policy = { ...rest, version: expected_version + 1 }; return [200, policy] }],
    ['GET', /^\/dispatch-ticks$/, () => [200, { items: roundsFor(now()) }]],
    ['POST', /^\/dispatch-ticks\/([^/]+)\/replay$/, ([id]) => [200, replayOf(id, city)]],
    ['POST', /^\/dispatch-runs$/, () => startRun()],
    ['GET', /^\/dispatch-runs\/([^/]+)$/, ([id]) => [200, runs.get(id)]],
    ['POST', /^\/dispatch-runs\/([^/]+)\/(commit|discard)$/, ([id, what]) => endRun(runs.get(id), what)],
    ['GET', /^\/photos\/(\d+)$/, ([n]) => ['svg', picture(Number(n))]],
  ]

  function listOrders(query) {
    const wanted = query.get('status')?.split(',')
    const found = city.orders.filter(({ status }) => !wanted || wanted.includes(status))
    const from = Number(query.get('cursor') ?? 0)
    const size = Number(query.get('limit') ?? 50)
    return [200, { items: found.slice(from, from + size), next_cursor: from + size < found.length ? String(from + size) : null }]
  }
  function command(order, name, body) {
    if (body.expected_version !== order.version) return [409, { code: 'stale_version' }]
    const receipt = act(order, name, body, city.workers, now())
    changed('order', order.id, order.version)
    changed('board', order.id, order.version)
    return [200, receipt]
  }
  function startRun() {
    const run = { id: newId(), status: 'solving', assignments: [], unassigned: [], totals: null, baseline: null, solver: null, created_at: iso(now()) }
    runs.set(run.id, run)
    setTimeout(() => { Object.assign(run, solve(city, now()), { status: 'ready' }); changed('run', run.id) }, 700)
    return [202, { run_id: run.id }]
  }
  function endRun(run, what) {
    run.status = what === 'commit' ? 'committed' : 'discarded'
    if (what === 'discard') return [204]
    for (const { order_id, worker_id } of run.assignments) act(find(order_id), 'offers', { worker_ids: [worker_id] }, city.workers, now())
    changed('board', run.id)
    return [200, { committed: run.assignments.length - 1, skipped: [{ order_id: run.assignments[0].order_id, reason: { zh: '师傅刚接了另一单', en: 'The worker has just taken another job' } }] }]
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    if (!url.pathname.startsWith('/api/v1')) return serveFile(url.pathname, response)
    const path = url.pathname.slice('/api/v1'.length)
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {}
    for (const [method, pattern, answer] of routes) {
      const match = pattern.exec(path)
      if (method === request.method && match) return reply(response, answer(match.slice(1), body, url.searchParams))
    }
    reply(response, [404, { code: 'not_found' }])
  })
  const sockets = liveSockets(server, () => ({ type: 'live', cursor: String(cursor) }))
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done({ port, changed, stop: () => { sockets.close(); server.close() } })))
}

function reply(response, [status, body]) {
  if (status === 'svg') return response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(body)
  const isProblem = status >= 400
  const full = isProblem ? { type: 'about:blank', title: body.code, status, detail: '', instance: '', ...body } : body
  response.writeHead(status, { 'Content-Type': isProblem ? 'application/problem+json' : 'application/json' })
  response.end(full === undefined ? '' : JSON.stringify(full))
}

function serveFile(pathname, response) {
  const file = join(DIST, pathname.replace(/^\/admin\/?/, '/'))
  const found = extname(file) && existsSync(file) ? file : join(DIST, 'index.html')
  response.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream' }).end(readFileSync(found))
}

function detail(order) {
  return { review: null, worker: null, visit: null, ...order, address: { line: order.line, unit: order.unit, community_name: order.community_name, point: order.point } }
}

function history(order) {
  const steps = [['submit', 'homeowner', order.homeowner.name, null, 'PENDING_REVIEW']]
  if (!['PENDING_REVIEW', 'INFO_REQUESTED'].includes(order.status)) steps.push(['approve', 'reviewer', 'Marta Díaz', 'PENDING_REVIEW', 'READY'])
  if (order.worker) steps.push(['offer', 'system', null, 'READY', 'OFFERED'], ['accept', 'worker', order.worker.name, 'OFFERED', 'ACCEPTED'])
  return steps.map(([action, actor_role, actor_name, from_status, to_status], at) => ({ seq: at + 1, action, actor_role, actor_name, reason: null, at: iso(Date.parse(order.created_at) + at * 240_000), from_status, to_status, data: {} }))
}

function picture(n) {
  const hue = (n * 47) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900"><rect width="1200" height="900" fill="hsl(${hue} 22% 78%)"/><rect y="560" width="1200" height="340" fill="hsl(${hue} 18% 62%)"/><rect x="380" y="300" width="440" height="330" rx="24" fill="hsl(${hue} 8% 94%)"/><path d="M600 300v-90q0-60 60-60h60" fill="none" stroke="#8a939e" stroke-width="34"/><circle cx="640" cy="700" r="46" fill="hsl(205 70% 72%)"/></svg>`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await startMock(Number(process.env.PORT ?? 8010))
  console.log(`mock API and build on http://127.0.0.1:${port}/admin/`)
}
