// Orders and workers on the map, and what lies under a pointer.
const COLOUR_OF = { waiting: 'waiting', offered: 'offered', accepted: 'accepted', 'en route': 'route', 'in service': 'service', done: 'done', lost: 'lost' }
const COLOURS = ['ground', 'street', 'street-main', 'paper', 'ink', 'ink-3', 'accent', 'worker', 'worker-edge', 'worker-idle', ...new Set(Object.values(COLOUR_OF))]
const LOST_STAYS_S = 1800
const IS_OFF = new Set(['off duty', 'away'])
const IS_OVER = new Set(['done', 'lost'])

function readColours() {
  const style = getComputedStyle(document.documentElement)
  const found = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  return { ...found, name: Object.values(found).join() }
}

class Painter {
  constructor(day, canvas, camera) {
    Object.assign(this, { day, canvas, camera, streets: new StreetPicture(day), colours: readColours(), spots: [] })
    this.pen = canvas.getContext('2d')
  }

  resize() {
    const { width, height } = this.canvas.getBoundingClientRect()
    this.ratio = Math.min(window.devicePixelRatio || 1, 2.5)
    this.canvas.width = Math.round(width * this.ratio)
    this.canvas.height = Math.round(height * this.ratio)
    this.camera.resize(width, height)
  }

  draw(moment, chosen) {
    const { pen, camera } = this
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    this.streets.draw(pen, camera, this.ratio, this.colours)
    this.spots = []
    this.size = Math.min(Math.max((camera.scale / 0.06) ** 0.35, 0.75), 1.7)
    const seen = this.day.workers.map((worker) => ({ worker, ...workerAt(worker, moment) }))
    if (chosen?.kind === 'worker') this.drawDay(chosen, moment)
    for (const one of seen) if (one.doing === 'driving') this.drawRest(one, one.worker === chosen)
    if (chosen) this.drawTie(chosen, seen, moment)
    for (const one of seen) if (IS_OFF.has(one.doing)) this.drawWorker(one, chosen)
    const orders = this.day.orders.map((order) => ({ order, span: spanAt(order, moment) })).filter(({ span }) => span)
    for (const one of orders) if (IS_OVER.has(one.span.state)) this.drawOrder(one, moment, chosen)
    for (const one of orders) if (!IS_OVER.has(one.span.state)) this.drawOrder(one, moment, chosen)
    for (const one of seen) if (!IS_OFF.has(one.doing)) this.drawWorker(one, chosen)
  }

  drawOrder({ order, span }, moment, chosen) {
    if (span.state === 'lost' && moment - span.at > LOST_STAYS_S && order !== chosen) return
    const { pen } = this
    const [left, top] = this.camera.toScreen(order.x, order.y)
    if (this.isOutside(left, top)) return
    this.spots.push({ thing: order, left, top })
    const colour = this.colours[COLOUR_OF[span.state]]
    const size = this.size * { done: 2.6, lost: 4.2, 'in service': 6.2 }[span.state] || this.size * 5
    if (order === chosen) this.ring(left, top, size + 6, this.colours.accent, 2.5)
    pen.globalAlpha = span.state === 'done' ? 0.75 : span.state === 'lost' ? 1 - (0.75 * Math.min(moment - span.at, LOST_STAYS_S)) / LOST_STAYS_S : 1
    if (span.state === 'lost') this.cross(left, top, size, colour)
    else this.mark(left, top, size, order.isUrgent && span.state !== 'done', colour, span.state)
    pen.globalAlpha = 1
    if (isOverdue(order, span, moment)) this.ring(left, top, size + 3.5, this.colours.lost, 2)
  }

  mark(left, top, size, isUrgent, colour, state) {
    const { pen } = this
    pen.beginPath()
    if (isUrgent) {
      const s = size * 1.25
      pen.moveTo(left, top - s)
      pen.lineTo(left + s, top)
      pen.lineTo(left, top + s)
      pen.lineTo(left - s, top)
      pen.closePath()
    } else pen.arc(left, top, size, 0, 7)
    const isHollow = state === 'waiting'
    pen.fillStyle = isHollow ? this.colours.paper : colour
    pen.fill()
    pen.lineWidth = isHollow ? 2.2 : 1.4
    pen.strokeStyle = isHollow ? colour : this.colours['worker-edge']
    if (state !== 'done') pen.stroke()
  }

  cross(left, top, size, colour) {
    const { pen } = this
    pen.beginPath()
    pen.moveTo(left - size, top - size)
    pen.lineTo(left + size, top + size)
    pen.moveTo(left + size, top - size)
    pen.lineTo(left - size, top + size)
    pen.lineWidth = 2.2
    pen.strokeStyle = colour
    pen.stroke()
  }

  ring(left, top, size, colour, width) {
    const { pen } = this
    pen.beginPath()
    pen.arc(left, top, size, 0, 7)
    pen.lineWidth = width
    pen.strokeStyle = colour
    pen.stroke()
  }

  drawWorker({ worker, x, y, east, north, doing }, chosen) {
    const { pen, colours } = this
    const [left, top] = this.camera.toScreen(x, y)
    if (this.isOutside(left, top)) return
    const isOff = IS_OFF.has(doing)
    const size = this.size * (isOff ? 5 : 8)
    this.spots.push({ thing: worker, left, top })
    if (worker === chosen) this.ring(left, top, size + 5, colours.accent, 2.5)
    pen.globalAlpha = isOff ? 0.45 : 1
    if (doing === 'driving') this.nose(left, top, size, Math.atan2(-north, east * this.day.narrowing))
    const isFull = doing === 'driving' || doing === 'working' || doing === 'at the door'
    pen.beginPath()
    pen.roundRect(left - size, top - size, size * 2, size * 2, size * 0.62)
    pen.fillStyle = doing === 'working' ? colours.service : isFull ? colours.worker : colours['worker-idle']
    pen.fill()
    pen.lineWidth = 1.6
    pen.strokeStyle = isFull ? colours['worker-edge'] : colours.worker
    pen.stroke()
    if (!isOff) this.label(left, top, size, worker.number, isFull ? colours['worker-edge'] : colours.worker)
    pen.globalAlpha = 1
  }

  nose(left, top, size, angle) {
    const { pen } = this
    pen.beginPath()
    for (const [reach, turn] of [[1.85, 0], [1.15, 0.85], [1.15, -0.85]]) {
      pen.lineTo(left + Math.cos(angle + turn) * size * reach, top + Math.sin(angle + turn) * size * reach)
    }
    pen.closePath()
    pen.fillStyle = this.colours.worker
    pen.fill()
  }

  label(left, top, size, text, colour) {
    const { pen } = this
    pen.fillStyle = colour
    pen.font = `600 ${(String(text).length > 2 ? 0.85 : 1.15) * size}px system-ui, sans-serif`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(text, left, top + 0.5)
  }

  // The rest of the way that a worker is on.
  drawRest({ x, y, piece, drive }, isChosen) {
    const rest = [x, y, ...drive.line.points.slice((piece + 1) * 2)]
    this.strokeLine(rest, this.colours.route, isChosen ? 4 : 2.4, isChosen ? 1 : 0.75)
  }

  // The ways that a worker has driven so far.
  drawDay(worker, moment) {
    for (const drive of worker.drives) {
      if (drive.there <= moment) this.strokeLine(drive.line.points, this.colours.accent, 2.4, 0.5)
    }
  }

  // A thread from a chosen order to the worker whom it is offered to or who took it, and back.
  drawTie(chosen, seen, moment) {
    const pairs = chosen.kind === 'order' ? [chosen] : this.day.orders
    for (const order of pairs) {
      const span = spanAt(order, moment)
      const isOpen = span && (span.state === 'offered' || span.state === 'accepted')
      if (!isOpen || (chosen.kind === 'worker' && span.worker !== chosen.number)) continue
      const one = seen.find(({ worker }) => worker.number === span.worker)
      if (!one) continue
      this.pen.setLineDash([4, 4])
      this.strokeLine([one.x, one.y, order.x, order.y], this.colours[COLOUR_OF[span.state]], 1.6, 0.9)
      this.pen.setLineDash([])
    }
  }

  strokeLine(points, colour, width, alpha) {
    const { pen, camera } = this
    pen.beginPath()
    for (let at = 0; at < points.length; at += 2) pen.lineTo(...camera.toScreen(points[at], points[at + 1]))
    pen.lineJoin = pen.lineCap = 'round'
    pen.globalAlpha = alpha
    pen.lineWidth = width
    pen.strokeStyle = colour
    pen.stroke()
    pen.globalAlpha = 1
  }

  isOutside(left, top) {
    return left < -20 || top < -20 || left > this.camera.width + 20 || top > this.camera.height + 20
  }

  // The worker or order nearest to a pointer, workers first among equals.
  under(left, top, reach) {
    let best
    let least = reach
    for (const spot of this.spots) {
      const away = Math.hypot(spot.left - left, spot.top - top) - (spot.thing.kind === 'worker' ? 3 : 0)
      if (away < least) {
        least = away
        best = spot
      }
    }
    return best
  }
}
