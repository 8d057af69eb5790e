import type { OpenException } from '@shared/api'
import { errorText, isOutrun } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { earliestFirst } from '@/rules/moments'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'
import { EXCEPTIONS } from '@/words/orders'

/** What needs a person: oldest first, and closing it with a word about what was done. */
export function useExceptions() {
  const { t } = useFormat()
  const place = usePlace()
  const clock = useClock()
  const isWithResolved = ref(false)
  const asked = shallowRef<OpenException | null>(null)
  const note = ref('')
  const isBusy = ref(false)
  const list = useResource<readonly OpenException[]>(
    async () => (place.region === null ? [] : (await api.desk.exceptions(place.region.id)).items),
    { kinds: ['order', 'board'] },
  )
  const shown = computed(() =>
    [...(list.data.value ?? [])]
      .filter(({ resolved_at }) => isWithResolved.value || resolved_at === null)
      .sort((a, b) => earliestFirst(a.opened_at, b.opened_at)),
  )
  watch(() => place.region?.id, () => void list.refresh())

  /** Business seconds since it was opened, until it was resolved. */
  const ageOf = (item: OpenException): number =>
    Math.max(0, ((item.resolved_at ? Date.parse(item.resolved_at) : clock.now.getTime()) - Date.parse(item.opened_at)) / 1000)

  function ask(item: OpenException): void {
    asked.value = item
    note.value = ''
  }

  function dismiss(): void {
    asked.value = null
  }

  async function resolve(): Promise<void> {
    if (asked.value === null || isBusy.value) return
    isBusy.value = true
    try {
      await api.desk.resolveException(asked.value.id, note.value.trim())
      ElMessage.success(t(EXCEPTIONS.resolved))
      dismiss()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
      if (isOutrun(error)) dismiss()
    } finally {
      isBusy.value = false
      await list.refresh()
    }
  }

  return { list, shown, isWithResolved, asked, note, isBusy, ageOf, ask, dismiss, resolve }
}
