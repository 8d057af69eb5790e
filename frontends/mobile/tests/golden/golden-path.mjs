/**
 * The golden path through all three clients at once: three contexts in one browser, against the real server.
 *
 *   node tests/golden/golden-path.mjs FACTS.json
 *
 * The facts say where the server is and who plays: { base, codes, homeowner, workers: {id: phone}, staff: {name: password},
 * pictures: folder | null }. Ends with one line of JSON, and a code other than 0 when anything was not as it must be.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const facts = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const ARGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const PATIENCE = 60_000
const test = (name) => `[data-test="${name}"]`
const trouble = []
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS })

async function open(path, options) {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  page.on('pageerror', (error) => trouble.push(`${path}: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(facts.base) && !/^(blob|data):/.test(url)) trouble.push(`foreign host: ${url}`)
  })
  await page.goto(facts.base + path)
  return page
}
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
let shots = 0
async function shot(page, name) {
  if (facts.pictures) await page.screenshot({ path: join(facts.pictures, `${String(++shots).padStart(2, '0')}-${name}.png`) })
}

// ---- the manager's own client, for what no screen is needed for: the clock, and who was asked ----
let manager = null
async function api(method, path, body) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }
  if (manager) headers.Authorization = `Bearer ${manager}`
  const answer = await fetch(`${facts.base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
  const read = answer.status === 204 ? null : await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`)
  return read
}
async function signInManager() {
  const body = { username: 'manager', password: facts.staff.manager, use_cookie: false }
  manager = (await api('POST', '/auth/sessions/password', body)).access_token
}
async function until(what, look) {
  for (let tries = 0; tries < PATIENCE / 200; tries += 1) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`it never came to: ${what}`)
}

function codeFor(number) {
  const lines = readFileSync(facts.codes, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  return lines.reverse().find((line) => line.phone === number)?.code
}
async function signInByPhone(page, number) {
  await page.locator(`${test('phone')} input`).fill(number)
  await page.locator(test('get-code')).click()
  await page.locator(`${test('code')} input`).waitFor()
  const code = await until('a code', () => codeFor(number))
  await page.locator(`${test('code')} input`).fill(code)
  await page.locator(test('sign-in')).click()
}
const statusOf = (page) => page.locator(test('status')).first().innerText()

// ---- the story ----
async function order(owner) {
  await owner.locator(test('tab-me')).click()
  await owner.locator(test('go-sign-in')).click()
  await signInByPhone(owner, facts.homeowner)
  await owner.locator(test('tab-home')).click()
  await owner.locator(test('category')).first().click()
  await owner.locator(test('service')).first().click()
  await owner.locator(test('slot')).first().click()
  await shot(owner, 'owner-form')
  await owner.locator(test('submit')).click()
  await owner.locator(test('status')).first().waitFor()
  await shot(owner, 'owner-placed')
}
async function approve(desk) {
  await desk.fill('#username', 'reviewer')
  await desk.fill('#password', facts.staff.reviewer)
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[role=option]')
  await shot(desk, 'desk-review')
  await desk.keyboard.press('j')
  await desk.waitForSelector('.detail header')
  await desk.keyboard.press('a')
}
async function theOrder() {
  return (await api('GET', '/orders?limit=1')).items[0]
}
async function takeJob(worker, id) {
  await worker.locator(test('offer')).waitFor()
  await shot(worker, 'worker-offer')
  await worker.locator(test('slide-accept')).focus()
  await worker.keyboard.press('Enter')
  await worker.keyboard.press('Enter')
  await worker.locator(test('next-step')).waitFor()
  const job = await api('GET', `/orders/${id}`)
  await worker.context().setGeolocation({ longitude: job.address.point.lon, latitude: job.address.point.lat })
}
/** Press the one big button until the order stands at `status`; photos are chosen when it asks for them. */
async function press(worker, id, status) {
  await until(status, async () => {
    if ((await api('GET', `/orders/${id}`)).status === status) return true
    const button = worker.locator(test('next-step'))
    if (await button.isEnabled().catch(() => false)) await button.click({ timeout: 2000 }).catch(() => undefined)
    await worker.waitForTimeout(700)
    return (await api('GET', `/orders/${id}`)).status === status
  })
}
function choosesPictures(page) {
  let shade = 0
  page.on('filechooser', async (chooser) => {
    shade += 1
    await chooser.setFiles({ name: `photo-${shade}.png`, mimeType: 'image/png', buffer: Buffer.from(facts.photos[shade % facts.photos.length], 'base64') })
  })
}
async function finish(worker, id) {
  await until('the sheet that finishes', async () => {
    if (await worker.locator(test('finish')).isVisible().catch(() => false)) return true
    await worker.locator(test('next-step')).click({ timeout: 2000 }).catch(() => undefined)
    await worker.waitForTimeout(700)
    return worker.locator(test('finish')).isVisible().catch(() => false)
  })
  await worker.locator(`${test('summary')} textarea`).first().fill('Replaced the seal').catch(() => undefined)
  await shot(worker, 'worker-finish')
  await worker.locator(test('finish')).click()
}

async function play() {
  await signInManager()
  const [owner, desk, worker] = await Promise.all([
    open('/', phone),
    open('/admin/', { viewport: { width: 1440, height: 900 } }),
    open('/worker/', { ...phone, geolocation: { longitude: 0, latitude: 0 }, permissions: ['geolocation'] }),
  ])
  await order(owner)
  const placed = await statusOf(owner)
  await approve(desk)
  const offered = await until('an offer', async () => {
    const found = await api('GET', `/orders/${(await theOrder()).id}`)
    return found.status === 'OFFERED' && found
  })
  await until("the owner's screen moves by itself", async () => (await statusOf(owner)) !== placed)
  await signInByPhone(worker, facts.workers[offered.offers.find((one) => one.status === 'live').worker_id])
  await takeJob(worker, offered.id)
  await owner.locator(test('worker-card')).waitFor()
  await shot(owner, 'owner-accepted')
  choosesPictures(worker)
  await press(worker, offered.id, 'EN_ROUTE')
  await press(worker, offered.id, 'ARRIVED')
  await press(worker, offered.id, 'IN_SERVICE')
  await shot(worker, 'worker-in-service')
  await api('PUT', '/clock', { advance_s: offered.visit.duration_s })
  await finish(worker, offered.id)
  await until('awaiting confirmation', async () => (await api('GET', `/orders/${offered.id}`)).status === 'AWAITING_CONFIRMATION')
  await owner.locator(test('confirm')).waitFor()
  await shot(owner, 'owner-confirm')
  await owner.locator(test('confirm')).click()
  await owner.locator(test('star-5')).click()
  await owner.locator(test('send-review')).click()
  const ended = await until('a review', async () => {
    const found = await api('GET', `/orders/${offered.id}`)
    return found.has_review && found
  })
  await owner.goto(`${facts.base}/`)
  await owner.locator(test('tab-points')).click()
  await owner.locator(test('points-entry')).first().waitFor()
  await shot(owner, 'owner-points')
  await desk.goto(`${facts.base}/admin/orders/${offered.id}`)
  await desk.waitForSelector('.timeline li')
  await shot(desk, 'desk-order')
  return ended
}

try {
  const ended = await play()
  if (trouble.length > 0) throw new Error([...new Set(trouble)].slice(0, 5).join('\n'))
  console.log(JSON.stringify({ order_id: ended.id, status: ended.status }))
} catch (error) {
  if (facts.pictures) {
    let number = 0
    for (const context of browser.contexts()) await context.pages()[0].screenshot({ path: join(facts.pictures, `failed-${(number += 1)}.png`) }).catch(() => undefined)
  }
  console.error(String(error.stack ?? error), [...new Set(trouble)].slice(0, 5))
  process.exitCode = 1
} finally {
  await browser.close()
}
