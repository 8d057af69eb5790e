// The day as objects, from the rows that facts.py wrote, and what is true of it at a moment.
function readDay(facts) {
  const word = (at) => facts.words[at]
  const orders = facts.orders.map((row) => readOrder(row, word, facts.states))
  const workers = facts.workers.map((row) => readWorker(row, word, facts.narrowing))
  const streets = Object.entries(facts.streets).map(([kind, lines]) => ({ kind, lines: lines.map(readLine) }))
  return { ...facts, orders, workers, streets, ...limits(orders, workers), byNumber: indexed(orders), byWorker: indexed(workers) }
}

function readOrder(row, word, states) {
  const [number, x, y, service, skill, level, wished, opens, closes, planned, actual, price, urgent, outcome, worker, spans, steps] = row
  return {
    kind: 'order', number, x, y, wished, opens, closes, planned, actual, price, level, worker,
    service: plain(word(service)), skill: plain(word(skill)), outcome: plain(word(outcome)), isUrgent: urgent === 1,
    spans: inRows(spans, 3).map(([at, state, by]) => ({ at, state: states[state], worker: by })),
    steps: inRows(steps, 4).map(([at, action, status, by]) => ({ at, action: word(action), status: word(status), worker: by })),
  }
}

function readWorker(row, word, narrowing) {
  const [number, x, y, mode, skills, speed, start, end, earned, away, drives, works] = row
  return {
    kind: 'worker', number, x, y, speed, start, end, earned, mode: plain(word(mode)),
    skills: skills.map(([skill, level]) => ({ skill: plain(word(skill)), level })),
    away: inRows(away, 2).map(([from, to]) => ({ from, to })),
    drives: drives.map(([order, left, there, metres, vain, way]) => (
      { order, left, there, metres, inVain: vain === 1, line: measured(readLine(way), narrowing) }
    )).sort((a, b) => a.left - b.left),
    works: inRows(works, 4).map(([order, arrived, started, ended]) => ({ order, arrived, started, ended })),
  }
}

function inRows(flat, width) {
  const rows = []
  for (let at = 0; at < flat.length; at += width) rows.push(flat.slice(at, at + width))
  return rows
}

const plain = (word) => word.replaceAll('_', ' ')
const indexed = (things) => new Map(things.map((thing) => [thing.number, thing]))

// From half an hour before the first shift until all is over.
function limits(orders, workers) {
  const from = workers.map((one) => one.start)
  const until = workers.map((one) => one.end)
  for (const order of orders) until.push(order.spans[order.spans.length - 1].at)
  if (from.length === 0) from.push(...orders.map((order) => order.wished))
  const least = from.reduce((a, b) => Math.min(a, b), 86400)
  const most = until.reduce((a, b) => Math.max(a, b), least + 3600)
  return { start: Math.floor((least - 1800) / 600) * 600, end: Math.ceil((most + 300) / 600) * 600 }
}

// The last of rows sorted by `key` that is not after the moment; undefined before the first.
function lastUntil(rows, key, moment) {
  let found
  for (const row of rows) {
    if (row[key] > moment) break
    found = row
  }
  return found
}

const spanAt = (order, moment) => lastUntil(order.spans, 'at', moment)

// What a worker is about: driving, working, at the door, idle, away or off; and where.
function workerAt(worker, moment) {
  const drive = lastUntil(worker.drives, 'left', moment)
  const place = drive ? walked(drive.line, share(drive, moment)) : { x: worker.x, y: worker.y }
  return { ...place, drive, ...doingAt(worker, drive, moment) }
}

const share = (drive, moment) => (drive.there > drive.left ? (moment - drive.left) / (drive.there - drive.left) : 1)

function doingAt(worker, drive, moment) {
  if (drive && moment < drive.there) return { doing: 'driving', order: drive.order }
  const work = worker.works.find((one) => one.arrived <= moment && moment < one.ended)
  if (work) return { doing: moment < work.started ? 'at the door' : 'working', order: work.order }
  if (moment < worker.start || moment >= worker.end) return { doing: 'off duty' }
  if (worker.away.some((one) => one.from <= moment && moment < one.to)) return { doing: 'away' }
  return { doing: 'idle' }
}
