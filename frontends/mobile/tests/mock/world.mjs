/** A tiny city with one homeowner and one worker, for looking at the screens without a server. */
import { randomUUID } from 'node:crypto'

const REGION = { id: 'a1000000-0000-7000-8000-000000000001', zone: 'America/Santiago' }
const T = (zh, en) => ({ zh, en })
const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')

export const config = () => ({
  regions: [
    {
      id: REGION.id,
      code: 'coquimbo',
      name: T('拉塞雷纳', 'La Serena'),
      time_zone: REGION.zone,
      currency: 'CLP',
      currency_exponent: 0,
      centre: { lon: -71.25, lat: -29.9 },
      bounds: [-71.356, -30.088, -71.158, -29.83],
    },
  ],
  business_now: new Date().toISOString(),
  clock_rate: 1,
  min_client_version: '0.1.0',
  map_notice: T('地图数据 © OpenStreetMap 贡献者，ODbL', 'Map data © OpenStreetMap contributors, ODbL'),
})

const service = (code, zh, en, scopeZh, scopeEn, price, duration) => ({
  id: randomUUID(),
  code,
  name: T(zh, en),
  scope: T(scopeZh, scopeEn),
  skill: 'plumbing',
  min_level: 1,
  duration_s: duration,
  price_minor: price,
  band_low_minor: 5000,
  band_high_minor: 30000,
  photos_before: 1,
  photos_after: 1,
  warranty_days: 30,
})

const category = (code, zh, en, services) => ({ id: randomUUID(), code, name: T(zh, en), icon: code, services })

export const catalogue = {
  categories: [
    category('plumbing', '水管维修', 'Plumbing', [
      service('tap', '修水龙头', 'Fix a tap', '换阀芯和密封圈，含人工', 'New cartridge and seals, labour included', 24900, 3600),
      service('leak', '找漏补漏', 'Find a leak', '查明漏点，当场补好', 'We find it and close it', 39900, 5400),
      service('toilet', '修马桶', 'Toilet repair', '水箱、进水阀、底部密封', 'Tank, valve, seal', 29900, 3600),
    ]),
    category('drains', '管道疏通', 'Drains', [
      service('sink', '疏通水槽', 'Unclog a sink', '厨房或卫生间水槽', 'Kitchen or bathroom', 22900, 2700),
    ]),
    category('appliance', '家电清洗', 'Appliance cleaning', [
      service('ac', '空调清洗', 'Clean an air conditioner', '拆洗、消毒', 'Taken apart and disinfected', 34900, 5400),
    ]),
    category('electrical', '电路检修', 'Electrical', [
      service('socket', '换插座', 'Replace a socket', '含标准插座', 'Standard socket included', 18900, 1800),
    ]),
    category('cleaning', '深度保洁', 'Deep cleaning', [
      service('kitchen', '厨房深度保洁', 'Kitchen deep clean', '含油烟机表面', 'Hood surface included', 45900, 10800),
    ]),
    category('locks', '开锁换锁', 'Locks', [
      service('lock', '换锁芯', 'New lock cylinder', '含中档锁芯', 'Mid-range cylinder included', 32900, 2700),
    ]),
  ],
}

const names = [['海滨花园', 'Jardín del Mar'], ['圣卢西亚', 'Santa Lucía'], ['拉斯孔帕尼亚斯', 'Las Compañías']]
export const communities = names.map(([zh, en], at) => ({
  id: randomUUID(),
  name: T(zh, en),
  area: {
    type: 'Polygon',
    coordinates: [[[-71.26, -29.91 - at], [-71.24, -29.91 - at], [-71.24, -29.89 - at], [-71.26, -29.89 - at], [-71.26, -29.91 - at]]],
  },
  centre: { lon: -71.25, lat: -29.9 - at },
}))

export const addresses = [
  {
    id: randomUUID(),
    community_id: communities[0].id,
    community_name: communities[0].name,
    line: 'Avenida del Mar 2150',
    unit: '1202',
    point: communities[0].centre,
    version: 1,
  },
]

const me = (roles, name, worker) => ({
  id: randomUUID(),
  display_name: name,
  roles,
  locale: 'zh-CN',
  phone_masked: '+56 9 •••• 1234',
  region_id: REGION.id,
  worker,
})

const homeowner = me(['homeowner'], '林晓', null)
const worker = me(['worker'], '王建国', {
  id: randomUUID(),
  on_duty: true,
  skills: [{ skill: 'plumbing', level: 3 }, { skill: 'drains', level: 2 }],
  travel_mode: 'e_bike',
})

export const accounts = { homeowner, worker }

const visit = () => ({
  id: randomUUID(),
  planned_start: minutes(40),
  planned_end: minutes(100),
  duration_s: 3600,
  departed_at: null,
  arrived_at: null,
  started_at: null,
  completed_at: null,
})

let counter = 1041

export function newOrder(status, at, change = {}) {
  const chosen = catalogue.categories[at % 6].services[0]
  counter += 1
  return {
    id: randomUUID(),
    number: `LS-${counter}`,
    status,
    version: 3,
    service_id: chosen.id,
    service_name: chosen.name,
    community_name: communities[0].name,
    window_start: minutes(60),
    window_end: minutes(120),
    deadline_at: null,
    on_expiry: null,
    is_urgent: false,
    in_hall: false,
    price_minor: chosen.price_minor,
    currency: 'CLP',
    created_at: minutes(-at * 500 - 30),
    worker_name: null,
    has_review: false,
    note: '门口有只小狗，请先打电话。',
    question: null,
    answer: null,
    address: { line: 'Avenida del Mar 2150', unit: '1202', community_name: communities[0].name, point: communities[0].centre },
    worker: null,
    visit: visit(),
    offers: [],
    photos: [],
    review: null,
    unassigned_reason: null,
    homeowner: null,
    reason: null,
    ...change,
  }
}

const assigned = {
  id: worker.id,
  name: '王建国',
  phone_masked: '+56 9 •••• 8890',
  photo_url: null,
  eta_at: minutes(12),
  position: null,
}

export const orders = [
  newOrder('EN_ROUTE', 0, { worker_name: '王建国', worker: assigned, deadline_at: minutes(90), on_expiry: 'flag_late' }),
  newOrder('AWAITING_CONFIRMATION', 1, { worker_name: '王建国', worker: assigned, deadline_at: minutes(71 * 60), on_expiry: 'confirm' }),
  newOrder('INFO_REQUESTED', 2, {
    question: '漏水的是哪一根管子？方便补一张照片吗？',
    deadline_at: minutes(23 * 60),
    on_expiry: 'lapse',
  }),
  newOrder('COMPLETED', 3, { worker_name: '王建国', worker: { ...assigned, eta_at: null } }),
  newOrder('CANCELLED', 4, { reason: 'plans_changed' }),
]

const HOMEOWNER_MAY = {
  PENDING_REVIEW: ['cancel'],
  INFO_REQUESTED: ['answer', 'cancel'],
  READY: ['cancel'],
  OFFERED: ['cancel'],
  AWAITING_CONFIRMATION: ['not_done', 'confirm'],
}
const WORKER_MAY = {
  OFFERED: ['accept', 'decline'],
  ACCEPTED: ['drop', 'depart'],
  EN_ROUTE: ['drop', 'arrive'],
  ARRIVED: ['start'],
  IN_SERVICE: ['complete'],
}

export function mayDo(order, app) {
  if (app === 'homeowner' && order.status === 'COMPLETED') return order.has_review ? [] : ['review']
  return (app === 'homeowner' ? HOMEOWNER_MAY : WORKER_MAY)[order.status] ?? []
}

const why = T('离您最近，技能最匹配，今天还有空档', 'Nearest to you, right skill, and your day has room')

export const jobs = [
  newOrder('OFFERED', 0, { is_urgent: true, offer: { id: randomUUID(), expires_at: minutes(1.4), road_m: 2300, travel_s: 480, why } }),
  newOrder('ACCEPTED', 1, { offer: null }),
  newOrder('ACCEPTED', 3, { offer: null, window_start: minutes(200), window_end: minutes(260) }),
]

export function jobOf(order) {
  const { id, service_name, number, status, version, window_start, window_end, deadline_at, is_urgent } = order
  const isFirm = !['OFFERED', 'READY'].includes(status)
  return {
    order_id: id,
    number,
    status,
    version,
    service_name,
    window_start,
    window_end,
    allowed_actions: mayDo(order, 'worker'),
    deadline_at,
    is_urgent,
    price_minor: order.price_minor,
    currency: order.currency,
    offer: status === 'OFFERED' ? order.offer : null,
    community_name: order.community_name,
    point: order.address.point,
    address: isFirm ? { line: order.address.line, unit: order.address.unit, homeowner_name: '林晓', phone: '+56912341234' } : null,
    visit: order.visit,
    photos_before: 1,
    photos_after: 1,
    note: order.note,
    photos: order.photos,
  }
}

export const navigation = (order) => ({
  point: order.address.point,
  road_m: 3200,
  travel_s: 620,
  is_road: true,
  links: ['amap', 'baidu', 'tencent', 'apple', 'google', 'geo'].map((app) => ({ app, url: `geo:-29.9,-71.25?q=${app}` })),
})

export const hall = [2, 4, 5].map((at) => {
  const order = newOrder('READY', at, { in_hall: true })
  return { ...jobOf(order), road_m: 1200 * at, id: order.id }
})

export const points = {
  balance: { available: 1280, pending: 60, held: 40, debt: 0, expiring_next: { amount: 200, at: minutes(60 * 24 * 12) } },
  history: [
    [60, T('完成服务：修水龙头', 'Finished: fix a tap')],
    [20, T('评价奖励', 'For your review')],
    [-40, T('下单时预留', 'Set aside for an order')],
    [-100, T('兑换优惠券', 'Redeemed for a coupon')],
  ].map(([amount, reason], at) => ({ id: randomUUID(), kind: 'earned', amount, at: minutes(-600 * (at + 1)), reason, order_id: at === 0 ? orders[3].id : null, lot_id: randomUUID(), policy_version: 1 })),
  expiring: [[200, 12], [340, 40], [740, 200]].map(([amount, days]) => ({ amount, at: minutes(60 * 24 * days) })),
}

points.older = [[80, T('完成服务：换插座', 'Finished: replace a socket')]].map(([amount, reason]) => ({ ...points.history[0], id: randomUUID(), amount, reason, at: minutes(-60 * 24 * 400) }))

export const inbox = [
  [T('师傅出发了', 'Your worker is on the way'), T('王建国预计 12 分钟后到。', 'Wang Jianguo arrives in about 12 minutes.'), null],
  [T('请确认服务', 'Please confirm'), T('管道疏通已完成，满意就点确认。', 'The drain is clear. Confirm when you are happy.'), null],
  [T('积分到账', 'Points arrived'), T('60 积分已到账。', '60 points are yours.'), minutes(-100)],
].map(([title, body, read_at], at) => ({
  id: randomUUID(),
  kind: 'news',
  title,
  body,
  order_id: orders[at].id,
  created_at: minutes(-30 * (at + 1)),
  read_at,
}))

export function slotsOf(day) {
  return Array.from({ length: 20 }, (_, at) => {
    const start = new Date(`${day}T11:00:00Z`).getTime() + at * 1_800_000
    const iso = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z')
    const isPast = start < Date.now()
    return { start: iso(start), end: iso(start + 3_600_000), is_available: !isPast && at % 3 !== 1 }
  })
}

export const programme = {
  tier: {
    tier: { code: 'silver', name: T('银卡会员', 'Silver'), at_least: 150 },
    measure: 'points',
    qualifying_days: 365,
    counted: 380,
    kept_until: minutes(60 * 24 * 180),
    next: { code: 'gold', name: T('金卡会员', 'Gold'), at_least: 500 },
    missing: 120,
  },
  check_in: { is_done: false, streak: 2 },
}
