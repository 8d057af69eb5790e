import type { Page } from '@shared/api'
import { computed, ref } from 'vue'
import { useResource } from '@/composables/useResource'
import type { ChangeKind } from '@shared/api'

/** A list that the server pages by cursor, walked forwards and back; it stays on its page when it is fetched again. */
export function usePages<T>(fetch: (cursor: string | null) => Promise<Page<T>>, kinds: readonly ChangeKind[]) {
  const cursors = ref<(string | null)[]>([null])
  const page = useResource(() => fetch(cursors.value.at(-1) ?? null), { kinds })
  const items = computed<readonly T[]>(() => page.data.value?.items ?? [])
  const number = computed(() => cursors.value.length)
  const hasNext = computed(() => (page.data.value?.next_cursor ?? null) !== null)
  const hasPrevious = computed(() => cursors.value.length > 1)

  async function next(): Promise<void> {
    const cursor = page.data.value?.next_cursor
    if (!cursor) return
    cursors.value.push(cursor)
    await page.refresh()
  }

  async function previous(): Promise<void> {
    if (!hasPrevious.value) return
    cursors.value.pop()
    await page.refresh()
  }

  /** From the first page again, as after another filter. */
  async function restart(): Promise<void> {
    cursors.value = [null]
    page.data.value = null
    await page.refresh()
  }

  return { page, items, number, hasNext, hasPrevious, next, previous, restart }
}
