// The streets, painted once for each view and kept as a picture.
const WIDTH_OF = { motorway: 4.2, trunk: 3.8, primary: 3.2, secondary: 2.6, tertiary: 2, unclassified: 1.3, residential: 1.1, living_street: 1 }
const IS_MAIN = new Set(['motorway', 'trunk', 'primary', 'secondary'])

class StreetPicture {
  constructor(day) {
    const rank = Object.keys(WIDTH_OF)
    const sorted = day.streets.toSorted((a, b) => rank.indexOf(b.kind) - rank.indexOf(a.kind))
    this.paths = sorted.map(({ kind, lines }) => ({ kind, path: pathOf(lines) }))
    this.canvas = document.createElement('canvas')
    this.key = ''
  }

  draw(context, camera, ratio, colours) {
    const key = [camera.key, ratio, colours.name].join()
    if (key !== this.key) {
      this.key = key
      this.paint(camera, ratio, colours)
    }
    context.drawImage(this.canvas, 0, 0, camera.width, camera.height)
  }

  paint(camera, ratio, colours) {
    this.canvas.width = Math.round(camera.width * ratio)
    this.canvas.height = Math.round(camera.height * ratio)
    const pen = this.canvas.getContext('2d')
    pen.fillStyle = colours.ground
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height)
    const [left, top] = camera.toScreen(0, 0)
    pen.setTransform(ratio * camera.scaleX, 0, 0, -ratio * camera.scale, ratio * left, ratio * top)
    pen.lineJoin = pen.lineCap = 'round'
    const grown = Math.min(Math.max((camera.scale / 0.06) ** 0.5, 0.55), 4)
    for (const { kind, path } of this.paths) {
      pen.lineWidth = (WIDTH_OF[kind] * grown) / camera.scale
      pen.strokeStyle = IS_MAIN.has(kind) ? colours['street-main'] : colours.street
      pen.stroke(path)
    }
  }
}

function pathOf(lines) {
  const path = new Path2D()
  for (const points of lines) {
    path.moveTo(points[0], points[1])
    for (let at = 2; at < points.length; at += 2) path.lineTo(points[at], points[at + 1])
  }
  return path
}
