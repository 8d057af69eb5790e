import type { DispatchPolicy } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'
import { useSession } from '@/stores/session'
import { POLICY } from '@/words/board'

/** The policy as a form changes it. */
export type PolicyDraft = { -readonly [Field in keyof DispatchPolicy]: DispatchPolicy[Field] }

/** The region's dispatch policy: what holds now, and a draft of it while the drawer is open. */
export function usePolicy() {
  const { t } = useFormat()
  const place = usePlace()
  const session = useSession()
  const current = useResource<DispatchPolicy | null>(
    async () => (place.region === null ? null : api.desk.policy(place.region.id)),
    { kinds: ['board'], settle_ms: 2000 },
  )
  const draft = ref<PolicyDraft | null>(null)
  const isSaving = ref(false)
  const isOpen = computed(() => draft.value !== null)
  const isAuto = computed(() => current.data.value?.is_enabled ?? null)
  const mayChange = computed(() => session.has('manager'))
  watch(() => place.region?.id, () => void current.refresh())

  async function open(): Promise<void> {
    await current.refresh()
    if (current.data.value) draft.value = { ...current.data.value }
    else ElMessage.error(t(errorText(current.error.value)))
  }

  function close(): void {
    draft.value = null
  }

  async function save(): Promise<void> {
    if (draft.value === null || place.region === null || isSaving.value) return
    isSaving.value = true
    try {
      await api.desk.setPolicy(place.region.id, draft.value)
      ElMessage.success(t(POLICY.saved))
      close()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isSaving.value = false
      await current.refresh()
    }
  }

  return { current, draft, isSaving, isOpen, isAuto, mayChange, open, close, save }
}

export type PolicyModel = ReturnType<typeof usePolicy>
