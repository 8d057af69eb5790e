/** Waits of 0.5, 1, 2, 4 ... s up to 30 s, each shortened at random so that clients do not return in step. */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(30_000, 500 * 2 ** Math.min(attempt, 10))
  return Math.round(full * (0.5 + 0.5 * random()))
}
