/** What a browser's window offers for it; tests have none. */
export interface Page {
  addEventListener(name: string, run: (event: { preventDefault(): void }) => void): void
  readonly sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void }
  readonly location: { reload(): void }
}

const AT = 'callout.began-again-at'
const PAUSE_MS = 60_000

/**
 * The parts of a build are gone once a newer one is served, and a page that is still open would stay blank
 * where it needs one: it begins again with the new build. At most once a minute, so that a part that cannot
 * be had at all ends as an error and not in a circle.
 */
export function beginAgainWhenReplaced(page: Page, now: () => number = Date.now): void {
  page.addEventListener('vite:preloadError', (event) => {
    const last = Number(page.sessionStorage.getItem(AT) ?? 0)
    if (now() - last < PAUSE_MS) return
    page.sessionStorage.setItem(AT, `${now()}`)
    event.preventDefault()
    page.location.reload()
  })
}
