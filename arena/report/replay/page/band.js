// The day at a glance, above the slider: how many orders were open in each state.
const BANDS = ['in service', 'en route', 'accepted', 'offered', 'waiting']
const SLICES = 180

function bandOf(day) {
  const slices = []
  for (let at = 0; at <= SLICES; at++) {
    const moment = day.start + ((day.end - day.start) * at) / SLICES
    const counts = Object.fromEntries(BANDS.map((state) => [state, 0]))
    for (const order of day.orders) {
      const span = spanAt(order, moment)
      if (span && span.state in counts) counts[span.state]++
    }
    slices.push(counts)
  }
  const most = slices.reduce((top, counts) => Math.max(top, BANDS.reduce((sum, state) => sum + counts[state], 0)), 1)
  return { slices, most }
}

function drawBand(canvas, { slices, most }, colours) {
  const { width, height } = canvas.getBoundingClientRect()
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const pen = canvas.getContext('2d')
  pen.scale(ratio, ratio)
  const floor = slices.map(() => 0)
  for (const state of BANDS) {
    const roof = floor.map((under, at) => under + slices[at][state])
    pen.beginPath()
    roof.forEach((count, at) => pen.lineTo((at / SLICES) * width, height - (count / most) * height))
    for (let at = SLICES; at >= 0; at--) pen.lineTo((at / SLICES) * width, height - (floor[at] / most) * height)
    pen.fillStyle = colours[COLOUR_OF[state]]
    pen.globalAlpha = 0.75
    pen.fill()
    roof.forEach((count, at) => { floor[at] = count })
  }
}
