import { ref, shallowRef } from 'vue'

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where the next page begins; null on the last. */
  readonly next_skip: number | null
}

/**
 * The rows behind one figure, fetched page by page as one scrolls on.
 *
 * Whoever opens another figure meanwhile sees that one's rows: the answer of an overtaken fetch is dropped.
 */
export function usePages<Figure, Item>(fetch: (figure: Figure, skip: number) => Promise<Page<Item>>) {
  const figure = shallowRef<Figure | null>(null)
  const items = shallowRef<readonly Item[]>([])
  const next = ref<number | null>(null)
  const error = shallowRef<unknown>(null)
  const isBusy = ref(false)
  let turn = 0

  async function more(): Promise<void> {
    if (figure.value === null || next.value === null || isBusy.value) return
    const mine = turn
    isBusy.value = true
    try {
      const page = await fetch(figure.value, next.value)
      if (mine !== turn) return
      items.value = [...items.value, ...page.items]
      next.value = page.next_skip
      error.value = null
    } catch (thrown) {
      if (mine === turn) error.value = thrown
    } finally {
      if (mine === turn) isBusy.value = false
    }
  }

  function start(chosen: Figure | null): void {
    turn += 1
    figure.value = chosen
    items.value = []
    next.value = 0
    error.value = null
    isBusy.value = false
  }

  async function open(chosen: Figure): Promise<void> {
    start(chosen)
    await more()
  }

  return { figure, items, next, error, isBusy, open, more, close: (): void => start(null) }
}
