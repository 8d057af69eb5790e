/**
 * Serves the H5 builds and a pretended API, for development only:
 *   npm run build:homeowner:h5 && npm run mock        http://127.0.0.1:8077/
 * CALLOUT_MOBILE_BUILDS names the folder of builds (else ./dist), PORT the port.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as shop from './coupons.mjs'
import * as world from './world.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const builds = process.env.CALLOUT_MOBILE_BUILDS ?? join(root, 'dist')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }
const NEXT = {
  'not-done': 'IN_SERVICE',
  answer: 'PENDING_REVIEW',
  arrive: 'ARRIVED',
  cancel: 'CANCELLED',
  complete: 'AWAITING_CONFIRMATION',
  confirm: 'COMPLETED',
  depart: 'EN_ROUTE',
  drop: 'READY',
  grab: 'ACCEPTED',
  review: 'COMPLETED',
  start: 'IN_SERVICE',
}
const photos = new Map()

const page = (items) => ({ items, next_cursor: null })
const find = (id) => [...world.orders, ...world.jobs].find((order) => order.id === id)
const asOrder = (order, app) => ({ ...order, allowed_actions: world.mayDo(order, app) })
const jobsIn = (scope) => {
  const isIn = { offered: ['OFFERED'], active: ['ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'IN_SERVICE'], done: ['AWAITING_CONFIRMATION', 'COMPLETED'] }
  return world.jobs.filter((job) => isIn[scope].includes(job.status)).map(world.jobOf)
}

export const someIds = {
  order: world.orders[1].id,
  job: world.jobs[1].id,
  service: world.catalogue.categories[0].services[0].id,
}

export const signedIn = (app) => ({
  access_token: app,
  refresh_token: app,
  csrf_token: null,
  access_expires_at: new Date(Date.now() + 900_000).toISOString(),
  account: world.accounts[app],
})

function command(order, name, body, app) {
  order.status = NEXT[name]
  order.version += 1
  order.deadline_at = null
  if (name === 'review') Object.assign(order, { has_review: true, review: { ...body, created_at: new Date().toISOString() } })
  if (name === 'answer') order.answer = body.answer
  for (const kind of ['order', 'job']) tell(kind, order.id)
  return { order_id: order.id, status: order.status, version: order.version, deadline_at: null, allowed_actions: world.mayDo(order, app) }
}

const ROUTES = [
  ['GET', /^\/config$/, () => world.config()],
  ['GET', /^\/catalogue$/, () => world.catalogue],
  ['GET', /^\/regions\/[^/]+\/communities$/, () => page(world.communities)],
  ['GET', /^\/services\/[^/]+\/slots$/, ({ query }) => ({ slots: world.slotsOf(query.get('day')) })],
  ['POST', /^\/auth\/codes$/, () => ({ expires_at: new Date().toISOString(), resend_after_s: 60 })],
  ['POST', /^\/auth\/sessions\/code$/, ({ body }) => signedIn(body.phone.startsWith('2') ? 'worker' : 'homeowner')],
  ['POST', /^\/auth\/sessions\/refresh$/, ({ body }) => signedIn(body.refresh_token)],
  ['POST', /^\/auth\/sign-out$/, () => null],
  ['GET', /^\/me$/, ({ app }) => world.accounts[app]],
  ['PUT', /^\/me\/(locale|position)$/, () => null],
  ['PUT', /^\/me\/duty$/, ({ body }) => void (world.accounts.worker.worker.on_duty = body.on_duty)],
  ['GET', /^\/me\/addresses$/, () => page(world.addresses)],
  ['POST', /^\/me\/addresses$/, ({ body }) => {
    const community = world.communities.find((one) => one.id === body.community_id)
    const address = { ...body, id: randomUUID(), community_name: community.name, version: 1 }
    world.addresses.push(address)
    return address
  }],
  ['GET', /^\/me\/points$/, () => world.points.balance],
  ['GET', /^\/me\/points\/history$/, ({ query }) => query.get('cursor') ? page(world.points.older) : { items: world.points.history, next_cursor: 'older' }],
  ['GET', /^\/me\/points\/expiring$/, () => ({ items: world.points.expiring })],
  ['POST', /^\/me\/points\/gifts$/, ({ body }) => {
    world.points.balance.available -= body.points
    return { id: randomUUID(), receiver_id: randomUUID(), points: body.points, at: new Date().toISOString() }
  }],
  ['GET', /^\/me\/programme$/, () => world.programme],
  ['POST', /^\/me\/check-ins$/, () => {
    const { check_in } = world.programme
    const points = check_in.is_done ? 0 : 5
    Object.assign(check_in, { is_done: true, streak: check_in.streak + (points > 0 ? 1 : 0) })
    world.points.balance.available += points
    return { day: new Date().toISOString().slice(0, 10), streak: check_in.streak, points }
  }],
  ['GET', /^\/me\/birthday$/, () => ({ month: null, day: null, fixed_until: null })],
  ['PUT', /^\/me\/birthday$/, ({ body }) => ({ ...body, fixed_until: new Date(Date.now() + 365 * 86_400_000).toISOString() })],
  ['GET', /^\/me\/referral$/, () => ({ code: 'K7WQ-3MZP-X2HJ', said_at: null, may_say: true, referred: 3, rewarded: 1 })],
  ['POST', /^\/me\/referral$/, () => ({ code: 'K7WQ-3MZP-X2HJ', said_at: new Date().toISOString(), may_say: false, referred: 3, rewarded: 1 })],
  ['GET', /^\/me\/coupons$/, () => ({ items: shop.coupons })],
  ['GET', /^\/me\/coupons\/claimable$/, () => ({ items: shop.batches })],
  ['POST', /^\/me\/coupons\/claim$/, ({ body }) => {
    const batch = shop.batches.find((one) => one.id === body.batch)
    Object.assign(batch, { left: batch.left - 1, own: batch.own + 1 })
    return shop.coupons[0].coupon
  }],
  ['POST', /^\/me\/coupons\/claim-code$/, () => shop.coupons[0].coupon],
  ['POST', /^\/quotes$/, ({ body }) => {
    const service = world.catalogue.categories.flatMap((one) => one.services).find((one) => one.id === body.service_id)
    const { price, coupon_ids, points } = shop.priced(service.price_minor, body)
    return { currency: 'CLP', points_available: 1280, price, gap_minor: body.best ? 0 : null, to_place: { codes: [], coupon_ids, points, best: body.best, shown_price_minor: price.totals.due_minor } }
  }],
  ['GET', /^\/orders\/([^/]+)\/price$/, ({ at }) => ({ order_id: at[1], currency: 'CLP', priced_at: find(at[1]).created_at, price: shop.priced(find(at[1]).price_minor, { best: true }).price, refunded_minor: find(at[1]).status === 'COMPLETED' ? 3000 : 0, points_back: find(at[1]).status === 'COMPLETED' ? 20 : 0 })],
  ['GET', /^\/me\/inbox$/, () => page(world.inbox)],
  ['POST', /^\/me\/inbox\/([^/]+)\/read$/, ({ at }) => void (world.inbox.find((one) => one.id === at[1]).read_at = new Date().toISOString())],
  ['GET', /^\/orders$/, ({ app }) => page(world.orders.map((order) => asOrder(order, app)))],
  ['POST', /^\/orders$/, () => {
    const order = world.newOrder('PENDING_REVIEW', 0, { deadline_at: new Date(Date.now() + 600_000).toISOString(), on_expiry: 'escalate' })
    world.orders.unshift(order)
    return { order_id: order.id, status: order.status, version: 1, deadline_at: order.deadline_at, allowed_actions: ['cancel'] }
  }],
  ['GET', /^\/orders\/([^/]+)$/, ({ at, app }) => asOrder(find(at[1]), app)],
  ['GET', /^\/orders\/([^/]+)\/history$/, () => page(['submit', 'approve', 'offer', 'accept', 'depart'].map((action, at) => ({
    seq: at + 1, action, actor_role: 'system', actor_name: null, reason: null, at: new Date(Date.now() - (5 - at) * 600_000).toISOString(), from_status: null, to_status: 'READY', data: {},
  })))],
  ['POST', /^\/orders\/([^/]+)\/([a-z-]+)$/, ({ at, body, app }) => command(find(at[1]), at[2], body, app)],
  ['POST', /^\/offers\/([^/]+)\/(accept|decline)$/, ({ at, app }) => {
    const job = world.jobs.find((one) => one.offer?.id === at[1])
    job.status = at[2] === 'accept' ? 'ACCEPTED' : 'READY'
    return { order_id: job.id, status: job.status, version: job.version, deadline_at: null, allowed_actions: world.mayDo(job, app) }
  }],
  ['POST', /^\/photos$/, ({ raw, query }) => {
    const photo = { id: randomUUID(), kind: query.get('kind'), width: 800, height: 600 }
    photo.url = `/api/v1/photos/${photo.id}`
    photos.set(photo.id, raw)
    find(query.get('order_id'))?.photos.push(photo)
    return photo
  }],
  ['GET', /^\/jobs$/, ({ query }) => page(jobsIn(query.get('scope')))],
  ['GET', /^\/jobs\/([^/]+)$/, ({ at }) => ({ ...world.jobOf(find(at[1])), navigation: world.navigation(find(at[1])) })],
  ['GET', /^\/hall$/, () => page(world.hall)],
]

export function answer(method, url, raw, headers) {
  const path = url.pathname.replace('/api/v1', '')
  const app = (headers.authorization ?? '').endsWith('worker') ? 'worker' : 'homeowner'
  const found = ROUTES.find(([verb, pattern]) => verb === method && pattern.test(path))
  if (!found) return [404, { type: 'about:blank', title: 'Not found', status: 404, detail: path, instance: path, code: 'not_found' }]
  const isJson = (headers['content-type'] ?? '').includes('json')
  const body = isJson && raw.length > 0 ? JSON.parse(raw.toString()) : {}
  return [200, found[2]({ at: found[1].exec(path), query: url.searchParams, body, raw, app }) ?? null]
}

function file(pathname) {
  const [app, rest] = pathname.startsWith('/worker/') ? ['worker', pathname.slice(7)] : ['homeowner', pathname]
  const path = join(builds, app, 'h5', normalize(rest))
  return existsSync(path) && extname(path) ? path : join(builds, app, 'h5', 'index.html')
}

const sockets = new Set()

/** One unmasked text frame. */
function frame(message) {
  const body = Buffer.from(JSON.stringify(message))
  const head = body.length < 126 ? [0x81, body.length] : [0x81, 126, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from(head), body])
}

function tell(kind, id) {
  const change = { type: 'change', cursor: randomUUID(), kind, id, version: 1, event: 'changed', at: new Date().toISOString() }
  for (const socket of sockets) socket.write(frame(change))
}

function upgrade(request, socket) {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  sockets.add(socket)
  socket.once('data', () => socket.write(frame({ type: 'live', cursor: '1' })))
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => sockets.delete(socket))
}

export function startMock(port) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock')
    const parts = []
    for await (const part of request) parts.push(part)
    const photo = /^\/api\/v1\/photos\/(.+)$/.exec(url.pathname)
    if (photo && photos.has(photo[1])) return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photos.get(photo[1]))
    if (url.pathname.startsWith('/api/')) {
      const [status, body] = answer(request.method, url, Buffer.concat(parts), request.headers)
      return response.writeHead(status, { 'content-type': 'application/json' }).end(body === null ? '' : JSON.stringify(body))
    }
    const path = file(url.pathname)
    return response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(readFileSync(path))
  })
  server.on('upgrade', upgrade)
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 8077)
  await startMock(port)
  console.log(`http://127.0.0.1:${port}/ and http://127.0.0.1:${port}/worker/`)
}
