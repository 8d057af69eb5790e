/**
 * Takes phone-sized pictures of both apps: `node tests/mock/look.mjs OUTPUT_FOLDER [zh|en] [app]`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startMock } from './server.mjs'

const [output = 'pictures', locale = 'zh', only = ''] = process.argv.slice(2)
mkdirSync(output, { recursive: true })
const PORT = 8078
const origin = `http://127.0.0.1:${PORT}`
const ARGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

const server = await startMock(PORT)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS })

async function open(app) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    geolocation: { longitude: -71.25, latitude: -29.9 },
    permissions: ['geolocation'],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(app, 'page error', error.message))
  page.on('console', (line) => line.type() === 'error' && console.log(app, 'console', line.text()))
  await page.goto(`${origin}${app === 'worker' ? '/worker/' : '/'}`)
  return page
}

const test = (name) => `[data-test="${name}"]`
async function shot(page, name, isFull = false) {
  await page.waitForTimeout(350)
  await page.screenshot({ path: join(output, `${locale}-${name}.png`), fullPage: isFull })
}

async function signIn(page, phone) {
  await page.locator(`${test('phone')} input`).fill(phone)
  await page.locator(test('get-code')).click()
  await page.locator(`${test('code')} input`).fill('123456')
  await page.locator(test('sign-in')).click()
}

async function homeowner() {
  const page = await open('homeowner')
  await page.waitForSelector(test('category'))
  await shot(page, 'h1-guest')
  await page.locator(test('tab-me')).click()
  await page.locator(test('go-sign-in')).click()
  await shot(page, 'h2-sign-in')
  await signIn(page, '13800001234')
  await page.locator(test('tab-home')).click()
  await page.waitForSelector(test('active-order'))
  await shot(page, 'h3-home')
  await page.locator(test('category')).first().click()
  await shot(page, 'h4-services')
  await page.locator(test('service')).first().click()
  await page.waitForSelector(test('slot'))
  await shot(page, 'h5-form', true)
  await page.locator(test('change-address')).click()
  await shot(page, 'h6-addresses')
  await page.locator(test('new-address')).click()
  await page.locator(test('community')).first().click()
  await shot(page, 'h7-new-address')
  await page.locator(`${test('line')} input`).fill('Calle Balmaceda 77')
  await page.locator(`${test('unit')} input`).fill('3B')
  await page.locator(test('save-address')).click()
  await page.locator(test('submit')).click()
  await page.waitForSelector(test('status'))
  await shot(page, 'h8-tracking', true)
  await page.locator(test('cancel')).click()
  await shot(page, 'h9-cancel')
  await page.goto(`${origin}/`)
  await page.locator(test('tab-orders')).click()
  await shot(page, 'h10-orders')
  for (const at of [1, 2, 3]) {
    await page.locator(test('order')).nth(at).click()
    await page.waitForSelector(test('status'))
    await shot(page, `h11-order-${at}`)
    await page.locator(test('back')).last().click()
    await page.waitForSelector(test('order'))
  }
  await page.locator(test('orders-ended')).click()
  await page.locator(test('order')).first().click()
  await page.locator(test('star-5')).click()
  await shot(page, 'h12-review')
  await page.goto(`${origin}/`)
  for (const tab of ['points', 'inbox', 'me']) {
    await page.locator(test(`tab-${tab}`)).click()
    await shot(page, `h13-${tab}`)
  }
}

async function worker() {
  const page = await open('worker')
  await page.waitForSelector(test('phone'))
  await shot(page, 'w1-sign-in')
  await signIn(page, '23800001234')
  await page.waitForSelector(test('offer'))
  await shot(page, 'w2-offer')
  await page.locator(test('decline')).click()
  await shot(page, 'w3-decline')
  await page.locator(test('decline-back')).click()
  await page.locator(test('slide-accept')).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.waitForSelector(test('next-step'))
  await page.locator(test('back')).last().click()
  await page.waitForSelector(test('next-job'))
  await page.waitForTimeout(600)
  await shot(page, 'w4-today')
  await page.locator(test('tab-hall')).click()
  await shot(page, 'w5-hall')
  for (const tab of ['inbox', 'me']) {
    await page.locator(test(`tab-${tab}`)).click()
    await shot(page, `w6-${tab}`)
  }
  await page.locator(test('tab-today')).click()
  await page.locator(test('next-job')).click()
  await page.waitForSelector(test('next-step'))
  await shot(page, 'w7-job', true)
  await page.locator(test('drop')).click()
  await shot(page, 'w8-drop')
  await page.locator('[aria-label="关闭"], [aria-label="Close"]').last().click()
  for (const step of ['depart', 'arrive']) {
    await page.locator(test('next-step')).click()
    await page.waitForSelector(`[data-status]:not([data-step="${step}"])`)
    await page.waitForTimeout(500)
  }
  await shot(page, 'w9-arrived')
}

if (only !== 'worker') await homeowner()
if (only !== 'homeowner') await worker()
await browser.close()
server.close()
