// Time runs here: the parts are put together, and drawn when something changed.
const SPEEDS = [30, 60, 120, 300, 600, 1200]
const PANEL_EVERY_MS = 250

function run() {
  const day = readDay(JSON.parse(element('facts').textContent))
  const camera = new Camera(day)
  const canvas = element('map')
  const painter = new Painter(day, canvas, camera)
  const band = bandOf(day)
  const panel = new Panel(day, choose)
  const slider = element('time')
  let moment = day.start
  let speed = 300
  let isPlaying = false
  let chosen
  let pointed
  let isDue = false
  let last = 0
  let panelAt = -Infinity

  slider.min = day.start
  slider.max = day.end
  element('speed').replaceChildren(...SPEEDS.map((one) => new Option(`${one}×`, one, one === speed, one === speed)))

  function redraw() {
    if (!isDue) requestAnimationFrame(frame)
    isDue = true
  }

  function frame(now) {
    isDue = false
    if (isPlaying) {
      moment = Math.min(moment + (Math.min(now - last, 200) / 1000) * speed, day.end)
      if (moment >= day.end) play(false)
    }
    last = now
    show(now)
    if (isPlaying) redraw()
  }

  function show(now) {
    painter.draw(moment, chosen)
    drawTip()
    slider.value = moment
    slider.setAttribute('aria-valuetext', clock(moment))
    element('clock').textContent = clock(moment)
    if (!isPlaying || now - panelAt > PANEL_EVERY_MS) {
      panelAt = now
      panel.draw(moment, chosen)
    }
  }

  function drawTip() {
    const spot = pointed && painter.spots.find(({ thing }) => thing === pointed)
    const tip = element('tip')
    tip.hidden = !spot
    canvas.parentElement.classList.toggle('pointing', Boolean(spot))
    if (!spot) return
    const isOrder = pointed.kind === 'order'
    const name = made('b', isOrder ? orderName(pointed) : workerName(pointed))
    tip.replaceChildren(name, isOrder ? orderNow(day, pointed, moment) : workerNow(pointed, moment))
    const left = Math.min(Math.max(spot.left + 14, 4), camera.width - tip.offsetWidth - 4)
    const top = spot.top + 14 + tip.offsetHeight > camera.height ? spot.top - tip.offsetHeight - 14 : spot.top + 14
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }

  function play(isOn) {
    if (isOn && moment >= day.end) moment = day.start
    isPlaying = isOn
    element('play').classList.toggle('on', isOn)
    element('play').setAttribute('aria-label', isOn ? 'Pause' : 'Play')
    last = performance.now()
    redraw()
  }

  function goTo(when) {
    moment = Math.min(Math.max(when, day.start), day.end)
    redraw()
  }

  // What is chosen in the list may lie outside the view.
  function choose(thing, isToBeSeen = false) {
    chosen = thing
    if (thing && isToBeSeen) {
      const { x, y } = thing.kind === 'worker' ? workerAt(thing, moment) : thing
      if (!camera.sees(x, y)) Object.assign(camera, { x, y })
    }
    redraw()
  }

  function hurry(steps) {
    const at = Math.min(Math.max(SPEEDS.indexOf(speed) + steps, 0), SPEEDS.length - 1)
    speed = SPEEDS[at]
    element('speed').value = speed
  }

  function zoom(factor) {
    camera.zoom(factor)
    redraw()
  }

  function showAll() {
    camera.fit([...day.orders, ...day.workers])
    redraw()
  }

  function showClosely({ x, y }, closeness) {
    showAll()
    Object.assign(camera, { x, y })
    zoom(closeness)
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('select')) return
    if (event.key === ' ' && event.target.closest('button')) return // the button's own key
    const step = event.shiftKey ? 900 : 60
    const does = {
      ' ': () => play(!isPlaying), ArrowLeft: () => goTo(moment - step), ArrowRight: () => goTo(moment + step),
      Home: () => goTo(day.start), End: () => goTo(day.end), ',': () => hurry(-1), '.': () => hurry(1),
      '+': () => zoom(1.4), '=': () => zoom(1.4), '-': () => zoom(1 / 1.4), 0: showAll, Escape: () => choose(undefined),
    }[event.key]
    if (!does) return
    event.preventDefault()
    does()
  }

  function resize() {
    const isFirst = camera.width === 1
    painter.resize()
    if (isFirst) camera.fit([...day.orders, ...day.workers])
    camera.keep()
    drawBand(element('band'), band, painter.colours)
    show(performance.now()) // at once: a canvas is empty after it changed its size
  }

  // #t=12:30&worker=4 (or order=17) opens the page there; &zoom=5 so closely; &play=1 starts it.
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1))
    const [hours, mins] = (asked.get('t') ?? '').split(':').map(Number)
    if (Number.isFinite(hours)) goTo(asked.get('t') ? hours * 3600 + (mins || 0) * 60 : moment)
    if (asked.has('worker')) choose(day.byWorker.get(Number(asked.get('worker'))))
    if (asked.has('order')) choose(day.byNumber.get(Number(asked.get('order'))))
    const closeness = Number(asked.get('zoom'))
    if (chosen && closeness > 0) showClosely(chosen.kind === 'worker' ? workerAt(chosen, moment) : chosen, closeness)
    if (asked.has('play')) play(true)
  }

  element('play').addEventListener('click', () => play(!isPlaying))
  element('closer').addEventListener('click', () => zoom(1.5))
  element('wider').addEventListener('click', () => zoom(1 / 1.5))
  element('whole').addEventListener('click', showAll)
  element('speed').addEventListener('change', (event) => { speed = Number(event.target.value) })
  slider.addEventListener('input', () => goTo(Number(slider.value)))
  document.addEventListener('keydown', pressed)
  window.addEventListener('hashchange', follow)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    painter.colours = readColours()
    resize()
  })
  new ResizeObserver(resize).observe(canvas)
  listenToMap(canvas, {
    camera, painter, redraw, choose,
    point: (spot) => {
      pointed = spot?.thing
      redraw()
    },
  })
  resize()
  follow()
}

run()
