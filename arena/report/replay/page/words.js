// The story of an order and of a worker, in words.
const STEPS = {
  submit: () => 'wished', approve: () => 'approved', escalate: () => 'escalated to a person', ask: () => 'asked for more',
  answer: () => 'answered', lapse: () => 'closed: no answer came', reject: () => 'rejected', cancel: () => 'cancelled',
  offer: (who) => `offered to ${who}`, assign: (who) => `assigned to ${who}`, open_hall: () => 'opened to the hall',
  grab: (who) => `taken from the hall by ${who}`, accept: (who) => `accepted by ${who}`, decline: (who) => `declined by ${who}`,
  expire_offer: (who) => `${who} did not answer in time`, withdraw: (who) => `offer to ${who} taken back`,
  exhaust: () => 'nobody is asked any more', drop: (who) => `given back by ${who}`, reassign: () => 'taken from its worker',
  no_show: () => 'its worker did not set out', close_unserved: () => 'closed: nobody came', depart: (who) => `${who} sets out`,
  arrive: (who) => `${who} is at the door`, start: () => 'work begins', complete: () => 'work is done',
  not_done: () => 'the homeowner says it is not done', confirm: () => 'confirmed', review: () => 'reviewed',
  flag_late: () => 'marked as late', force_close: () => 'closed by a manager',
}
const OUTCOMES = {
  served: 'served', 'turned away': 'turned away: no slot could be had', cancelled: 'cancelled by the homeowner',
  'not at home': 'the worker came in vain', unserved: 'nobody came in time', unfinished: 'still open when the day was over',
}

function clock(moment) {
  const days = Math.floor(moment / 86400)
  const minutes = Math.floor((moment - days * 86400) / 60)
  const text = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return days === 0 ? text : `${text} ${days < 0 ? '−' : '+'}${Math.abs(days)}d`
}

const someone = (number) => (number < 0 ? 'a worker' : `worker ${number}`)
const minutes = (seconds) => `${Math.round(seconds / 60)} min`
const money = (day, minor) => `${(minor / 10 ** day.decimals).toLocaleString('en', { minimumFractionDigits: day.decimals, maximumFractionDigits: day.decimals })} ${day.currency}`.trim()

function stepWords({ action, worker }) {
  return STEPS[action]?.(someone(worker)) ?? plain(action)
}

function orderName(order) {
  return `Order ${order.number} · ${order.service}${order.isUrgent ? ' · urgent' : ''}`
}

function orderNow(day, order, moment) {
  const span = spanAt(order, moment)
  if (!span) return `not wished yet, comes at ${clock(order.wished)}`
  const who = span.worker >= 0 ? `, ${someone(span.worker)}` : ''
  const isOver = span === order.spans[order.spans.length - 1] && (span.state === 'lost' || span.state === 'done')
  const state = isOver && span.state === 'lost' ? OUTCOMES[order.outcome] ?? order.outcome : span.state
  return `${state}${who} · window ${clock(order.opens)}–${clock(order.closes)}${isOverdue(order, span, moment) ? ', overdue' : ''}`
}

// Nobody at the door although the window is over.
function isOverdue(order, span, moment) {
  return moment > order.closes && ['waiting', 'offered', 'accepted', 'en route'].includes(span.state)
}

function orderStory(day, order) {
  const lines = order.steps.map((step) => ({ at: step.at, text: stepWords(step) }))
  if (lines.length === 0) lines.push({ at: order.wished, text: 'wished' }, { at: order.spans[order.spans.length - 1].at, text: OUTCOMES[order.outcome] ?? order.outcome })
  const facts = `${order.skill} of level ${order.level}, planned ${minutes(order.planned)}, list price ${money(day, order.price)}`
  const arrived = order.steps.findLast((step) => step.action === 'arrive')
  const late = arrived && arrived.at > order.closes ? ` ${minutes(arrived.at - order.closes)} late.` : ''
  return { facts: `${facts}.${late}`, lines }
}

const workerName = (worker) => `Worker ${worker.number} · ${worker.mode}`

function workerNow(worker, moment) {
  const { doing, order } = workerAt(worker, moment)
  if (doing === 'driving') return `driving to order ${order}`
  if (doing === 'at the door') return `at the door of order ${order}, before its window`
  if (doing === 'working') return `working on order ${order}`
  return doing
}

function workerStory(day, worker) {
  const lines = [{ at: worker.start, text: 'shift begins' }, { at: worker.end, text: 'shift ends' }]
  for (const { from, to } of worker.away) lines.push({ at: from, text: `away until ${clock(to)}` })
  for (const drive of worker.drives) {
    const vain = drive.inVain ? ', in vain' : ''
    lines.push({ at: drive.left, text: `drives to order ${drive.order}: ${(drive.metres / 1000).toFixed(1)} km in ${minutes(drive.there - drive.left)}${vain}` })
  }
  for (const work of worker.works) {
    if (work.ended > work.started) lines.push({ at: work.started, text: `works on order ${work.order} for ${minutes(work.ended - work.started)}` })
    else lines.push({ at: work.ended, text: `leaves order ${work.order}: nobody at home` })
  }
  lines.sort((a, b) => a.at - b.at)
  const km = worker.drives.reduce((sum, drive) => sum + drive.metres, 0) / 1000
  const skills = worker.skills.map(({ skill, level }) => `${skill} ${level}`).join(', ') || 'no skills'
  return { facts: `${skills}. Whole day: ${km.toFixed(1)} km, earned ${money(day, worker.earned)}.`, lines }
}
