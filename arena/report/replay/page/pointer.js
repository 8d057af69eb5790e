// Fingers, mouse and wheel on the map: move, zoom, point, choose.
const TAP_PX = 6

function listenToMap(canvas, { camera, painter, redraw, choose, point }) {
  const down = new Map()
  let gone = 0
  const at = (event) => {
    const box = canvas.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const reach = (event) => (event.pointerType === 'mouse' ? 13 : 24)

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    down.set(event.pointerId, at(event))
    if (down.size === 1) gone = 0
    point(undefined)
  })
  canvas.addEventListener('pointermove', (event) => {
    const [left, top] = at(event)
    const before = down.get(event.pointerId)
    if (!before) {
      if (event.pointerType === 'mouse') point(painter.under(left, top, reach(event)))
      return
    }
    gone += Math.hypot(left - before[0], top - before[1])
    if (down.size === 1) camera.move(left - before[0], top - before[1])
    else pinch(event.pointerId, before, [left, top])
    down.set(event.pointerId, [left, top])
    canvas.parentElement.classList.toggle('dragging', gone > TAP_PX)
    redraw()
  })
  const lift = (event) => {
    const [left, top] = at(event)
    if (event.type === 'pointerup' && down.size === 1 && gone <= TAP_PX) choose(painter.under(left, top, reach(event))?.thing)
    down.delete(event.pointerId)
    canvas.parentElement.classList.remove('dragging')
  }
  canvas.addEventListener('pointerup', lift)
  canvas.addEventListener('pointercancel', lift)
  canvas.addEventListener('pointerleave', () => point(undefined))
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault()
    camera.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...at(event))
    redraw()
  }, { passive: false })

  // Two fingers: the middle between them moves the map, their distance zooms it.
  function pinch(moved, before, now) {
    const other = [...down].find(([id]) => id !== moved)?.[1]
    if (!other) return
    const apart = (one) => Math.max(Math.hypot(one[0] - other[0], one[1] - other[1]), 1)
    camera.move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2)
    camera.zoom(apart(now) / apart(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2)
  }
}
