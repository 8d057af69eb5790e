import type { RuleDraftRow, RuleVersion } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage, ElMessageBox } from 'element-plus'
import { ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePages } from '@/features/orders/usePages'
import { usePlace } from '@/stores/place'
import { COMMON } from '@/words/common'
import { RULES } from '@/words/campaigns'

/** The published versions of a region's rules, and the drafts that people work on. */
export function useRules(onBegun: (id: string) => void) {
  const { t } = useFormat()
  const place = usePlace()
  const versions = usePages<RuleVersion>(
    async (cursor) => (place.region === null ? { items: [], next_cursor: null } : api.promotions.versions(place.region.id, cursor)),
    [],
  )
  const drafts = useResource<readonly RuleDraftRow[]>(async () => (place.region === null ? [] : (await api.promotions.drafts(place.region.id)).items))
  watch(() => place.region?.id, () => void Promise.all([versions.restart(), drafts.refresh()]))
  const name = ref('')
  const isBusy = ref(false)

  async function begin(version: number | null): Promise<void> {
    if (place.region === null || isBusy.value) return
    isBusy.value = true
    try {
      const { row } = await api.promotions.beginDraft(place.region.id, name.value.trim() || t(RULES.begin), version)
      onBegun(row.id)
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
    }
  }

  async function drop(row: RuleDraftRow): Promise<void> {
    const { region } = place
    if (region === null) return
    const said = await ElMessageBox.confirm(t(RULES.dropAsk), row.name, { confirmButtonText: t(RULES.drop), cancelButtonText: t(COMMON.cancel) }).catch(() => null)
    if (said === null) return
    await api.promotions.dropDraft(region.id, row).catch((error: unknown) => ElMessage.error(t(errorText(error))))
    await drafts.refresh()
  }
  return { versions, drafts, name, isBusy, begin, drop }
}
