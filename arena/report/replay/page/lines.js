// Lines of whole numbers from short text; the counterpart of lines.py.
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]))

function readLine(text) {
  const numbers = []
  let rest = 0
  let place = 1
  for (const letter of text) {
    const value = VALUES.get(letter)
    rest += (value % 32) * place
    place *= 32
    if (value < 32) {
      numbers.push(rest % 2 === 0 ? rest / 2 : -(rest + 1) / 2)
      rest = 0
      place = 1
    }
  }
  for (let at = 2; at < numbers.length; at++) numbers[at] += numbers[at - 2]
  return numbers
}

// A line with the length from its start to each point, so that a share of it can be walked.
function measured(points, narrowing) {
  const lengths = [0]
  for (let at = 2; at < points.length; at += 2) {
    const east = (points[at] - points[at - 2]) * narrowing
    const north = points[at + 1] - points[at - 1]
    lengths.push(lengths[lengths.length - 1] + Math.hypot(east, north))
  }
  return { points, lengths }
}

// Where one is after `share` of the line: the place, the direction (in grid steps), the piece one is on.
function walked(line, share) {
  const { points, lengths } = line
  const whole = lengths[lengths.length - 1]
  const gone = Math.min(Math.max(share, 0), 1) * whole
  let low = 0
  let high = lengths.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lengths[middle] <= gone) low = middle
    else high = middle - 1
  }
  const piece = lengths[low + 1] - lengths[low]
  const part = piece > 0 ? (gone - lengths[low]) / piece : 0
  const [x, y, nextX, nextY] = points.slice(low * 2, low * 2 + 4)
  return { x: x + (nextX - x) * part, y: y + (nextY - y) * part, east: nextX - x, north: nextY - y, piece: low }
}
