// The side: measures so far, how many orders are in which state, the story of what is chosen, a list.
const LIST_ORDER = ['in service', 'en route', 'accepted', 'offered', 'waiting', 'done', 'lost']
const MOST_ROWS = 300
const DOT_OF = { waiting: 'hollow', done: 'small', lost: 'cross' }

const element = (id) => document.getElementById(id)

function made(tag, text, name) {
  const node = document.createElement(tag)
  if (text !== undefined) node.textContent = text
  if (name) node.className = name
  return node
}

function dot(colour, shape) {
  const node = made('i', undefined, `dot ${shape ?? ''}`)
  node.style.setProperty('--c', `var(--${colour})`)
  return node
}

class Panel {
  constructor(day, choose) {
    Object.assign(this, { day, choose, tab: 'orders', shown: '' })
    element('name').textContent = day.city
    element('what').textContent = `${day.date} · rule ${day.rule} · regime ${day.regime} · seed ${day.seed} · ${day.orders.length} wishes, ${day.workers.length} workers`
    element('credit').textContent = day.attribution
    for (const tab of ['orders', 'workers']) element(`tab-${tab}`).addEventListener('click', () => this.turnTo(tab))
    element('close').addEventListener('click', () => choose(undefined))
    element('list').addEventListener('click', (event) => {
      const row = event.target.closest('button')
      if (row) choose((this.tab === 'orders' ? day.byNumber : day.byWorker).get(Number(row.dataset.number)), true)
    })
  }

  turnTo(tab) {
    this.tab = tab
    for (const one of ['orders', 'workers']) element(`tab-${one}`).setAttribute('aria-pressed', String(one === tab))
    this.shown = ''
    this.draw(this.moment, this.chosen)
  }

  draw(moment, chosen) {
    if (moment === this.moment && chosen === this.chosen && this.shown) return
    this.moment = moment
    this.chosen = chosen
    const found = measuresAt(this.day, moment)
    element('measures').replaceChildren(...measureRows(found).map(measureCell))
    element('legend').replaceChildren(...this.day.states.map((state) => legendRow(state, found.states[state] ?? 0)))
    this.drawStory()
    const rows = this.tab === 'orders' ? this.orderRows() : this.workerRows()
    const some = rows.slice(0, MOST_ROWS)
    const key = some.map((row) => row.key).join('|')
    if (key === this.shown) return
    this.shown = key
    const more = rows.length > some.length ? [made('li', `and ${rows.length - some.length} more`, 'more')] : []
    element('list').replaceChildren(...some.map(({ make }) => make()), ...more)
  }

  drawStory() {
    const { chosen, moment, day } = this
    element('story').hidden = !chosen
    if (!chosen) return
    const isOrder = chosen.kind === 'order'
    const { facts, lines } = isOrder ? orderStory(day, chosen) : workerStory(day, chosen)
    const now = isOrder ? orderNow(day, chosen, moment) : workerNow(chosen, moment)
    const gone = lines.filter(({ at }) => at <= moment).length
    const key = [chosen.kind, chosen.number, now, gone].join()
    if (key === this.told) return
    this.told = key
    element('story-name').textContent = isOrder ? orderName(chosen) : workerName(chosen)
    element('story-now').replaceChildren(made('b', `${now[0].toUpperCase()}${now.slice(1)}.`), ` ${facts[0].toUpperCase()}${facts.slice(1)}`)
    element('story-steps').replaceChildren(...lines.map(({ at, text }) => {
      const line = made('li', undefined, at > moment ? 'later' : '')
      line.append(made('time', clock(at)), made('span', text))
      return line
    }))
    const steps = element('story-steps')
    const newest = steps.children[gone - 1]
    steps.scrollTop = newest ? newest.offsetTop - steps.offsetTop - steps.clientHeight / 2 : 0
  }

  orderRows() {
    const known = this.day.orders.map((order) => ({ order, span: spanAt(order, this.moment) })).filter(({ span }) => span)
    known.sort((a, b) => LIST_ORDER.indexOf(a.span.state) - LIST_ORDER.indexOf(b.span.state) || a.order.opens - b.order.opens)
    return known.map(({ order, span }) => this.row(order, {
      dot: [COLOUR_OF[span.state], DOT_OF[span.state]],
      text: `${order.service}${span.worker >= 0 ? ` → ${span.worker}` : ''}`,
      when: `${clock(order.opens)}–${clock(order.closes)}`, name: `order ${order.number}, ${span.state}`,
    }))
  }

  workerRows() {
    return this.day.workers.map((worker) => {
      const { doing } = workerAt(worker, this.moment)
      const colour = { working: 'service', driving: 'worker', 'at the door': 'worker' }[doing]
      return this.row(worker, {
        dot: [colour ?? 'done', colour ? 'square' : 'square hollow'], text: workerNow(worker, this.moment),
        when: `${clock(worker.start)}–${clock(worker.end)}`, name: workerName(worker),
      })
    })
  }

  row(thing, { dot: [colour, shape], text, when, name }) {
    const isChosen = thing === this.chosen
    const make = () => {
      const button = made('button', undefined, isChosen ? 'chosen' : '')
      button.type = 'button'
      button.dataset.number = thing.number
      button.setAttribute('aria-label', `${name}, ${text}, ${when}`)
      button.append(dot(colour, shape), made('span', `${thing.number}`, 'number'), made('span', text), made('span', when, 'when'))
      const item = made('li')
      item.append(button)
      return item
    }
    return { key: [thing.number, colour, text, isChosen].join(), make }
  }
}

function measureCell([name, value, small]) {
  const cell = made('div')
  const shown = made('dd', value)
  if (small) shown.append(' ', made('small', small))
  cell.append(made('dt', name), shown)
  return cell
}

function legendRow(state, count) {
  const row = made('li')
  row.append(dot(COLOUR_OF[state], DOT_OF[state]), made('span', state), made('b', `${count}`))
  return row
}
