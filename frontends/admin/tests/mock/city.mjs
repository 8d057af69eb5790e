/** A made-up town with people and orders, the same on every start. */

export const REGION = '018f0000-0000-7000-8000-000000000001'
export const MEMBER = '018f0000-0000-7000-8000-00000000a001'
const CENTRE = { lon: -71.25, lat: -29.95 }
export const START = Date.parse('2026-03-18T12:40:00Z')

/** Small seeded generator (mulberry32). */
export function chance(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const random = chance(20260318)
const between = (low, high) => low + random() * (high - low)
const whole = (low, high) => Math.floor(between(low, high + 1))
const one = (list) => list[whole(0, list.length - 1)]
let counter = 0
export const newId = () => `018f0000-0000-7000-9000-${String((counter += 1)).padStart(12, '0')}`
export const iso = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z')
const text = (zh, en) => ({ zh, en })
const around = (spread) => ({ lon: CENTRE.lon + between(-spread, spread), lat: CENTRE.lat + between(-spread, spread) * 0.8 })

export const config = () => ({
  regions: [{
    id: REGION, code: 'la-serena', name: text('拉塞雷纳–科金博', 'La Serena–Coquimbo'), time_zone: 'America/Santiago',
    currency: 'CLP', currency_exponent: 0, centre: CENTRE, bounds: [-71.356, -30.04, -71.158, -29.85],
  }],
  min_client_version: '0.1.0',
  map_notice: text('地图数据 © OpenStreetMap 贡献者', '© OpenStreetMap contributors'),
})

const SERVICES = [
  ['plumbing', '水龙头更换', 'Tap replacement', 3600, 18000], ['plumbing', '管道漏水维修', 'Pipe leak repair', 5400, 26000],
  ['unclogging', '马桶疏通', 'Toilet unclogging', 3600, 22000], ['electrical', '插座维修', 'Socket repair', 2700, 15000],
  ['electrical', '灯具安装', 'Light fitting', 3600, 19000], ['appliance_repair', '洗衣机维修', 'Washing machine repair', 5400, 32000],
  ['appliance_cleaning', '空调清洗', 'Air conditioner cleaning', 4500, 28000], ['cleaning', '日常保洁', 'Regular cleaning', 7200, 24000],
  ['locksmith', '换锁芯', 'Lock cylinder change', 2700, 21000], ['painting', '墙面补漆', 'Wall touch-up', 9000, 45000],
].map(([skill, zh, en, duration_s, price_minor]) => ({
  id: newId(), code: en.toLowerCase().replaceAll(' ', '-'), name: text(zh, en), scope: text('', ''), skill, min_level: 1,
  duration_s, price_minor, band_low_minor: price_minor, band_high_minor: price_minor * 2, photos_before: 1, photos_after: 1, warranty_days: 30,
}))
export const catalogue = { categories: [{ id: newId(), code: 'home', name: text('家庭维修', 'Home'), icon: 'home', services: SERVICES }] }

const PLACES = [['海滨花园', 'Jardín del Mar'], ['老城公寓', 'Casco Antiguo'], ['圣卢西亚', 'Santa Lucía'], ['四埃斯基纳斯', 'Cuatro Esquinas'], ['佩尼亚斯', 'Las Peñas'], ['阿维尼达', 'Avenida del Mar'], ['拉弗洛里达', 'La Florida'], ['辛德姆普', 'Sindempart']]
const FIRST = ['Camila', 'Diego', 'Valentina', 'Matías', 'Javiera', 'Ignacio', 'Catalina', 'Benjamín', 'Fernanda', 'Joaquín', 'Antonia', 'Felipe', '王建国', '李秀英', 'Sofía', 'Tomás']
const LAST = ['Rojas', 'González', 'Muñoz', 'Díaz', 'Pérez', 'Soto', 'Contreras', 'Silva', 'Araya', 'Cortés', 'Rivera', 'Castillo']
const personName = () => { const first = one(FIRST); return /[一-龥]/.test(first) ? first : `${first} ${one(LAST)}` }
const SKILLS = ['plumbing', 'unclogging', 'electrical', 'appliance_repair', 'appliance_cleaning', 'cleaning', 'locksmith', 'painting']
const REVIEWER_ACTIONS = ['approve', 'ask', 'reject', 'cancel', 'force_close']
export const ACTIONS = {
  PENDING_REVIEW: REVIEWER_ACTIONS, INFO_REQUESTED: ['cancel', 'force_close'], READY: ['offer', 'assign', 'open_hall', 'close_unserved', 'cancel', 'force_close'],
  OFFERED: ['withdraw', 'cancel', 'force_close'], ACCEPTED: ['reassign', 'force_close'], EN_ROUTE: ['reassign', 'force_close'], ARRIVED: ['force_close'],
  IN_SERVICE: ['force_close'], AWAITING_CONFIRMATION: ['force_close'],
}
let serial = 10230

function order(status, fields = {}) {
  const service = fields.service ?? one(SERVICES)
  const place = one(PLACES)
  const start = fields.start ?? START + whole(1, 16) * 1800_000
  const created = START - whole(1, 55) * 60_000
  const isUrgent = random() < 0.14
  return {
    id: newId(), number: `LS-${(serial += 1)}`, status, version: whole(1, 6), service_id: service.id, service_name: service.name,
    community_name: text(...place), window_start: iso(start), window_end: iso(start + 3600_000), deadline_at: null, on_expiry: null,
    allowed_actions: ACTIONS[status] ?? [], is_urgent: isUrgent, in_hall: false, price_minor: service.price_minor, currency: 'CLP',
    created_at: iso(created), worker_name: null, has_review: false, point: around(0.055), skill: service.skill, duration_s: service.duration_s,
    homeowner: { id: MEMBER, name: personName(), phone_masked: `+56 9 •••• ${whole(1000, 9999)}` }, note: '', question: null, answer: null, photos: [], offers: [],
    unassigned_reason: null, reason: null, line: `${one(['Av. del Mar', 'Balmaceda', 'Av. Cuatro Esquinas', 'Los Carrera', 'Colón', 'Huanhualí'])} ${whole(100, 2400)}`, unit: random() < 0.6 ? `Depto ${whole(1, 14)}0${whole(1, 4)}` : '',
    ...fields, service: undefined, start: undefined,
  }
}

const NOTES = ['厨房水龙头一直滴水，下面的柜子已经湿了。', 'El lavamanos gotea desde ayer; la llave de paso no cierra bien.', 'The socket beside the fridge sparks when I plug anything in. Please come before the evening, my mother is alone at home.', '']
function pending(at) {
  const made = order('PENDING_REVIEW', { note: NOTES[at % NOTES.length] })
  const created = START - [1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 9.5, 11][at % 13] * 60_000 - whole(0, 40) * 1000
  made.created_at = iso(created)
  made.deadline_at = iso(created + 600_000)
  made.on_expiry = 'escalate'
  made.photos = Array.from({ length: at % 4 }, (_, n) => ({ id: `p${at}-${n}`, kind: 'problem', url: `/api/v1/photos/${at * 7 + n}`, width: 1200, height: 900 }))
  return made
}
function waiting() {
  const made = order('INFO_REQUESTED', { note: NOTES[2], question: '漏水的位置在水管接头还是墙里？能补一张照片吗？' })
  made.deadline_at = iso(START + 20 * 3600_000)
  made.on_expiry = 'lapse'
  return made
}
const WHY = [text('2 小时内没有会此技能的师傅有空', 'Nobody with this skill is free within two hours'), text('半径 8 公里内没有师傅在岗', 'No worker on duty within 8 km'), null, null]
function ready() {
  const made = order('READY', { unassigned_reason: one(WHY) })
  made.deadline_at = made.window_start
  made.on_expiry = 'close_unserved'
  made.in_hall = random() < 0.1
  return made
}

const dayStart = Date.parse('2026-03-18T03:00:00Z')
function worker(at, orders) {
  const begins = dayStart + one([8, 8, 9, 9, 10, 12]) * 3600_000
  const shift = { start: iso(begins), end: iso(begins + one([8, 9, 9, 6]) * 3600_000) }
  const skills = [...new Set([one(SKILLS), one(SKILLS), one(SKILLS)])].slice(0, whole(1, 3)).map((skill) => ({ skill, level: whole(1, 4) }))
  const made = { id: newId(), name: personName(), point: around(0.06), on_duty: random() < 0.82, skills, shift: random() < 0.93 ? shift : null, load_minutes: 0, shift_minutes: (Date.parse(shift.end) - begins) / 60_000, visits: [], travel_mode: one(['car', 'motorcycle', 'e_bike', 'foot']), open_visits: 0 }
  if (made.shift && at % 3 !== 2) book(made, begins, orders)
  return made
}
function book(made, begins, orders) {
  let at = begins + whole(0, 4) * 900_000
  const end = Date.parse(made.shift.end)
  while (at < end - 5400_000 && made.visits.length < 5) {
    const service = one(SERVICES)
    const until = at + service.duration_s * 1000
    const status = until < START ? one(['COMPLETED', 'COMPLETED', 'AWAITING_CONFIRMATION']) : at < START ? one(['IN_SERVICE', 'ARRIVED', 'EN_ROUTE']) : one(['ACCEPTED', 'ACCEPTED', 'OFFERED'])
    const booked = order(status, { service, start: at, worker_name: made.name })
    booked.worker = { id: made.id, name: made.name, phone_masked: '+56 9 •••• 2210', photo_url: null, eta_at: null, position: null }
    booked.visit = { id: newId(), planned_start: iso(at), planned_end: iso(until), duration_s: service.duration_s, departed_at: null, arrived_at: null, started_at: null, completed_at: null }
    booked.offers = [{ id: newId(), worker_id: made.id, worker_name: made.name, status: status === 'OFFERED' ? 'live' : 'accepted', round: 1, expires_at: iso(START + 420_000), decline_reason: null }]
    orders.push(booked)
    made.visits.push({ order_id: booked.id, number: booked.number, status, start: iso(at), end: iso(until), point: booked.point, service_name: service.name })
    made.load_minutes += service.duration_s / 60 + 12
    at = until + whole(2, 8) * 900_000
  }
}

export function makeCity() {
  const orders = [...Array.from({ length: 26 }, (_, at) => pending(at)), ...Array.from({ length: 4 }, waiting), ...Array.from({ length: 58 }, ready)]
  const workers = Array.from({ length: 300 }, (_, at) => worker(at, orders))
  const kinds = [['flag_late', text('师傅比计划晚到 20 分钟', 'The worker is 20 minutes late')], ['escalate', text('三轮派单无人接受', 'Nobody accepted in three rounds')], ['not_done', text('业主第二次表示未完成', 'The homeowner said twice that it is not done')]]
  const late = orders.filter(({ status }) => status === 'EN_ROUTE' || status === 'IN_SERVICE')
  const exceptions = Array.from({ length: 9 }, (_, at) => { const [kind, reason] = kinds[at % 3]; const about = late[at]; return { id: newId(), kind, order_id: about.id, number: about.number, opened_at: iso(START - at * 700_000 - 120_000), reason, resolved_at: null } })
  return { orders, workers, exceptions }
}

/** Streets of a bent grid, as the basemap route answers them. */
export function streets() {
  const made = []
  const dice = chance(7)
  const bend = (x, y) => [CENTRE.lon + x * 0.006 + Math.sin(y / 3) * 0.0016, CENTRE.lat + y * 0.005 + Math.sin(x / 4) * 0.0012]
  const line = (points, kind) => made.push({ type: 'Feature', geometry: { type: 'LineString', coordinates: points }, properties: { class: kind, name: null } })
  for (let x = -12; x <= 12; x += 0.5) line(Array.from({ length: 40 }, (_, k) => bend(x, k / 2 - 10)), x % 6 === 0 ? 'primary' : x % 2 === 0 ? 'tertiary' : 'residential')
  for (let y = -10; y <= 10; y += 0.5) for (let k = -12; k < 12; k += 1) if (dice() > 0.14 || y % 2 === 0) line(Array.from({ length: 4 }, (_, n) => bend(k + n / 3, y)), y % 5 === 0 ? 'secondary' : 'residential')
  line(Array.from({ length: 30 }, (_, k) => bend(-13 + Math.sin(k / 4) * 0.5, k * 0.75 - 11)), 'motorway')
  return { type: 'FeatureCollection', features: made }
}
