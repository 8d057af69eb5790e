// The measures of the day so far, by the same words as the table of the report.
const BREAKS_A_PROMISE = new Set(['drop', 'reassign', 'no_show'])

function measuresAt(day, moment) {
  const found = { wishes: 0, served: 0, late: 0, broken: 0, offers: 0, refused: 0, waits: [], metres: 0, states: {} }
  for (const order of day.orders) countOrder(found, order, moment)
  found.doing = {}
  for (const worker of day.workers) {
    const { doing } = workerAt(worker, moment)
    found.doing[doing] = (found.doing[doing] ?? 0) + 1
    for (const drive of worker.drives) found.metres += drive.metres * Math.min(Math.max(share(drive, moment), 0), 1)
  }
  return found
}

function countOrder(found, order, moment) {
  const span = spanAt(order, moment)
  if (!span) return
  found.wishes++
  found.states[span.state] = (found.states[span.state] ?? 0) + 1
  let approved
  let accepted
  let arrived
  for (const { at, action } of order.steps) {
    if (at > moment) break
    if (action === 'approve') approved ??= at
    if (action === 'accept' || action === 'grab' || action === 'assign') accepted ??= at
    if (action === 'arrive') arrived = at
    if (action === 'offer') found.offers++
    if (action === 'decline' || action === 'expire_offer') found.refused++
    if (BREAKS_A_PROMISE.has(action)) found.broken++
  }
  if (accepted !== undefined && approved !== undefined) found.waits.push((accepted - approved) / 60)
  if (span.state !== 'done') return
  found.served++
  if (arrived > order.closes) found.late++
}

function median(numbers) {
  if (numbers.length === 0) return undefined
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

// [name, value, smaller print] as they stand in the side panel.
function measureRows(found) {
  const shown = (number, decimals) => (Number.isFinite(number) ? number.toFixed(decimals) : '–')
  const percent = (part, whole) => (whole ? `${((part / whole) * 100).toFixed(0)} %` : '')
  return [
    ['Served', `${found.served}`, `of ${found.wishes}`],
    ['Late', `${found.late}`, percent(found.late, found.served)],
    ['Km per order', shown(found.metres / 1000 / found.served, 2), ''],
    ['Accepted in', shown(median(found.waits), 1), 'min, p50'],
    ['Refused', `${found.refused}`, `of ${found.offers}`],
    ['Broken', `${found.broken}`, found.broken === 1 ? 'promise' : 'promises'],
    ['Driving', `${found.doing.driving ?? 0}`, 'workers'],
    ['At work', `${(found.doing.working ?? 0) + (found.doing['at the door'] ?? 0)}`, 'workers'],
    ['Idle', `${found.doing.idle ?? 0}`, 'workers'],
  ]
}
