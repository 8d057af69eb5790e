// From the grid of the day to the screen and back: where one looks, and how closely.
class Camera {
  constructor(day) {
    this.day = day
    this.width = this.height = 1
    this.scale = 1 // pixels for a step northwards
    this.x = day.width / 2
    this.y = day.height / 2
  }

  resize(width, height) {
    this.width = width
    this.height = height
  }

  get wholeScale() {
    return Math.min(this.width / (this.day.width * this.day.narrowing), this.height / this.day.height)
  }

  // Frames the given places, nearly all of them when a few lie far out.
  fit(places) {
    const xs = places.map((place) => place.x).sort((a, b) => a - b)
    const ys = places.map((place) => place.y).sort((a, b) => a - b)
    const cut = places.length > 50 ? Math.floor(places.length * 0.01) : 0
    const [west, east] = xs.length ? [xs[cut], xs[xs.length - 1 - cut]] : [0, this.day.width]
    const [south, north] = ys.length ? [ys[cut], ys[ys.length - 1 - cut]] : [0, this.day.height]
    const across = Math.max((east - west) * this.day.narrowing, 1500)
    const up = Math.max(north - south, 1500)
    const air = Math.min(36, this.width / 10)
    this.scale = Math.min((this.width - 2 * air) / across, (this.height - 2 * air) / up)
    this.x = (west + east) / 2
    this.y = (south + north) / 2
    this.keep()
  }

  toScreen(x, y) {
    return [this.width / 2 + (x - this.x) * this.scaleX, this.height / 2 - (y - this.y) * this.scale]
  }

  sees(x, y) {
    const [left, top] = this.toScreen(x, y)
    return left > 0 && top > 0 && left < this.width && top < this.height
  }

  toGrid(left, top) {
    return [this.x + (left - this.width / 2) / this.scaleX, this.y - (top - this.height / 2) / this.scale]
  }

  get scaleX() {
    return this.scale * this.day.narrowing
  }

  move(right, down) {
    this.x -= right / this.scaleX
    this.y += down / this.scale
    this.keep()
  }

  // Closer by a factor, with the place under the pointer staying under it.
  zoom(factor, left = this.width / 2, top = this.height / 2) {
    const [x, y] = this.toGrid(left, top)
    this.scale *= factor
    this.keep()
    const [newX, newY] = this.toGrid(left, top)
    this.x += x - newX
    this.y += y - newY
    this.keep()
  }

  keep() {
    this.scale = Math.min(Math.max(this.scale, this.wholeScale * 0.8), 2)
    this.x = Math.min(Math.max(this.x, 0), this.day.width)
    this.y = Math.min(Math.max(this.y, 0), this.day.height)
  }

  get key() {
    return [this.width, this.height, this.scale, this.x, this.y].join()
  }
}
