/** Rules, campaigns and coupons to look at; faults are told for a promotion without a name in English. */
import { readFileSync } from 'node:fs'
import { MEMBER, REGION, iso, newId } from './city.mjs'

const DAY = 86_400_000
const CONTENT = JSON.parse(readFileSync(new URL('../../../../bootstrap/seeding/data/la_serena_rules.json', import.meta.url)))
const ACTIONS = { draft: ['publish', 'end'], published: ['pause', 'end'], paused: ['resume', 'end'], ended: [] }
const BUDGETS = { welcome: { measure: 'minor', at_most: 5_000_000, spent: 4_310_000, left: 690_000 }, cool_summer: { measure: 'uses', at_most: 2000, spent: 412, left: 1588 } }

export function promotionRoutes({ now }) {
  const states = new Map(CONTENT.campaigns.map(({ id, state }) => [id, state]))
  const versions = [[3, 'Gold members: double points', -2], [2, 'Quiet mornings from 8', -30], [1, 'First rules', -90]].map(([version, note, days]) => ({ version, note, effective_at: iso(now() + days * DAY), published_by: newId(), published_at: iso(now() + days * DAY), is_live: version === 3 }))
  const row = (name, is_tried) => ({ id: newId(), region_id: REGION, name, based_on: 3, saved_by: newId(), saved_at: iso(now() - 3600_000), is_tried, version: 1 })
  const drafts = [{ row: row('Winter pipes 2027', false), content: CONTENT }, { row: row('Dearer sign-up', true), content: CONTENT }]
  const wallet = [['used', -10], ['owned', 12]].map(([status, days]) => ({ region_id: REGION, unlocks: { zh: '八五折', en: '15 % off' }, is_usable: status === 'owned', coupon: { id: newId(), batch: 'birthday_2026', promotion: 'birthday_gift', code: 'K7WQ-3MZP-X2HJ', status, member_id: MEMBER, order_id: null, given_at: iso(now() - 30 * DAY), expires_at: iso(now() + days * DAY) } }))
  const giveBack = (one) => { Object.assign(one.coupon, { status: 'owned', expires_at: iso(now() + 7 * DAY) }); return [200, one.coupon] }
  const find = (id) => drafts.find((draft) => draft.row.id === id)
  const campaign = (one) => ({ id: one.id, name: one.name, funded_by: one.funded_by, state: states.get(one.id), running: one.id === 'winter_pipes' ? 'not_started' : 'active', starts_at: one.schedule ? `${one.schedule.from}T04:00:00Z` : null, ends_at: one.schedule ? `${one.schedule.to}T04:00:00Z` : null, budget: BUDGETS[one.id] ?? null, promotions: CONTENT.promotions.filter(({ campaign }) => campaign === one.id).map(({ id, name, trigger }) => ({ id, name, trigger })), allowed_actions: ACTIONS[states.get(one.id)] })
  const batches = [['birthday_2026', '生日礼券', 'Birthday coupon', 'issued', 100_000, 1841], ['door_hangers', '门把券', 'Door hangers', 'printed', 2000, 1900], ['summer_flash', '夏日秒杀', 'Summer flash', 'claimed', 300, 300]].map(([id, zh, en, kind, size, given]) => ({ id, name: { zh, en }, promotion: 'birthday_gift', unlocks: { zh: '八五折', en: '15 % off' }, kind, state: 'published', running: 'active', starts_at: null, ends_at: null, size, given, left: size - given, per_member: 1, own: 0, valid_days: 30, points: 0 }))

  function save(id, body) {
    const at = body.content.promotions.findIndex(({ name }) => !name?.en)
    if (at >= 0) return [422, { code: 'rules_faulty', facts: { faults: [`promotions[${at}].name.en: empty`, `promotions[${at}].when.all[0].value: wrong_type (weekday)`, 'zone: zone_unknown (America/Nowhere)'] } }]
    const draft = find(id)
    Object.assign(draft, { content: body.content, row: { ...draft.row, name: body.name, is_tried: false, version: draft.row.version + 1 } })
    return [200, draft]
  }
  function run(id) {
    const draft = find(id)
    draft.row = { ...draft.row, is_tried: true, version: draft.row.version + 1 }
    const share = (minor, points) => ({ member_id: MEMBER, more: { minor, points, coupons: 0 } })
    return [200, { draft: draft.row, events: 8412, changed: 934, before: { minor: 3_120_000, points: 48210, coupons: 120 }, after: { minor: 3_460_000, points: 51890, coupons: 120 }, cost_minor: 413_600, won: 611, lost: 27, winners: [share(8000, 120), share(5000, 40)], losers: [share(-2000, -10)], by_promotion: [{ promotion: 'first_order', uses: 412, given: { minor: 2_100_000, points: 0, coupons: 0 } }, { promotion: 'earn', uses: 6120, given: { minor: 0, points: 41200, coupons: 0 } }] }]
  }
  const price = { rules_version: 3, totals: { listed_minor: 28000, discount_minor: 2800, price_minor: 25200, points_used: 100, points_minor: 2000, tendered_minor: 0, due_minor: 23200 }, lines: [], applied: [{ promotion: 'quiet_morning', name: { zh: '工作日上午九折', en: '10 % off on weekday mornings' }, campaign: 'quiet_mornings', code: null, lane: 100, minor: 2800, shares: [2800], extra_service: null, extra_units: 0 }], refused: [{ promotion: 'bienvenido', name: { zh: '满三万减五千', en: '5,000 off from 30,000' }, code: 'BIENVENIDO', reason: 'min_spend_not_met', rival: null, left: null, misses: [{ path: 'when', reading: 'amount', actual: 28000, needed: '>= 30000' }], remedy: [{ reading: 'amount', to: 30000, by: 2000, element: null, is_in_reach: true }] }, { promotion: 'first_order', name: { zh: '首单八折', en: '20 % off the first order' }, code: null, reason: 'condition_not_met', rival: null, left: null, misses: [{ path: 'when', reading: 'order.nth', actual: 3, needed: '== 1' }], remedy: null }], search: { evaluated: 14, gap_minor: 0 } }

  const at = (rest) => new RegExp(`^/regions/[^/]+/${rest}$`)
  return [
    ['GET', at('campaigns'), () => [200, { version: 3, items: CONTENT.campaigns.map(campaign) }]],
    ['GET', at('campaigns/costs'), () => [200, costs()]],
    ['GET', at('campaigns/costs/export'), () => [200, 'line,campaign\r\n']],
    ['GET', at('campaigns/uses'), () => [200, { items: uses(now), next_skip: null }]],
    ['POST', at('campaigns/step'), (_, body) => { states.set(body.campaign, { pause: 'paused', resume: 'published', end: 'ended' }[body.action]); return [201, { ...versions[0], version: 4, note: body.note }] }],
    ['GET', at('rules/versions'), () => [200, { items: versions, next_cursor: null }]],
    ['GET', at('rules/drafts'), () => [200, { items: drafts.map((draft) => draft.row) }]],
    ['POST', at('rules/drafts'), (_, body) => { const made = { row: row(body.name, false), content: CONTENT }; drafts.unshift(made); return [201, made] }],
    ['GET', at('rules/drafts/([^/]+)'), ([id]) => [200, find(id)]],
    ['PUT', at('rules/drafts/([^/]+)'), ([id], body) => save(id, body)],
    ['POST', at('rules/drafts/([^/]+)/delete'), ([id]) => { drafts.splice(drafts.indexOf(find(id)), 1); return [204] }],
    ['POST', at('rules/drafts/([^/]+)/dry-run'), ([id]) => run(id)],
    ['POST', at('rules/drafts/([^/]+)/publish'), () => [201, { ...versions[0], version: 4 }]],
    ['GET', at('coupon-batches'), () => [200, { items: batches }]],
    ['POST', at('coupons/print'), (_, body) => [201, { batch: body.batch, count: body.count, csv: 'code,ends\r\n' }]],
    ['POST', at('coupons/issue'), () => [201, { items: [] }]],
    ['GET', at('members/[^/]+/coupons'), () => [200, { items: wallet }]],
    ['POST', at('coupons/([^/]+)/return'), ([id]) => giveBack(wallet.find(({ coupon }) => coupon.id === id))],
    ['POST', at('prices/preview'), () => [200, price]],
  ]
}

/** Two campaigns, of which one changed hands; the total is the sum of the rows. */
function costs() {
  const figures = (uses, ended, given_minor, back_minor, points_issued, points_used, coupons_issued, coupons_used) => {
    const net_minor = given_minor - back_minor
    const points_open = points_issued - points_used
    return { uses, ended, given_minor, back_minor, net_minor, points_issued, points_back: 0, points_used, points_cost_minor: points_used, points_open, points_open_minor: points_open, coupons_issued, coupons_used, total_minor: net_minor + points_used }
  }
  const added = (rows) => Object.fromEntries(Object.keys(rows[0]).map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]))
  const name = (id) => CONTENT.campaigns.find((one) => one.id === id)?.name ?? null
  const items = [
    { campaign: 'cool_summer', name: name('cool_summer'), funded_by: 'Climatiza', costs: figures(412, 9, 3_870_000, 91_000, 0, 0, 0, 120) },
    { campaign: 'welcome', name: name('welcome'), funded_by: 'platform', costs: figures(861, 14, 4_310_000, 70_000, 61_000, 38_500, 300, 0) },
    { campaign: null, name: null, funded_by: null, costs: figures(2_904, 31, 0, 0, 402_000, 188_000, 0, 0) },
  ]
  const by_funder = items.map(({ funded_by, costs }) => ({ funded_by, costs }))
  return { currency: 'CLP', thousand_worth_minor: 1000, items, by_funder, total: added(items.map((row) => row.costs)) }
}

const uses = (now) =>
  [1, 2, 3].map((n) => ({ source_id: newId(), promotion: 'first_visit', at: iso(now() - n * DAY), member_id: MEMBER, order_id: newId(), rules_version: 3, minor: 5000 * n, minor_back: n === 3 ? 15_000 : 0, points: 0, points_back: 0, coupons: 0, is_over: n === 3 }))
