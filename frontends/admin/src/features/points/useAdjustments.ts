import type { Adjustment, AdjustmentStatus, Id } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { usePages } from '@/features/orders/usePages'
import { usePlace } from '@/stores/place'
import { useSession } from '@/stores/session'
import { ADJUSTMENTS } from '@/words/points'

/** Adjustments that wait for a second person, and those decided before. */
export function useAdjustments() {
  const { t } = useFormat()
  const place = usePlace()
  const session = useSession()
  const status = ref<AdjustmentStatus>('proposed')
  const deciding = ref<Id | null>(null)
  const list = usePages<Adjustment>(
    async (cursor) => (place.region === null ? { items: [], next_cursor: null } : api.ledger.adjustments(place.region.id, status.value, cursor)),
    ['points'],
  )
  watch([status, () => place.region?.id], () => void list.restart())

  /** The one who proposed it is not the second person. */
  const isMine = (one: Adjustment): boolean => one.proposed_by === session.account?.id

  async function decide(one: Adjustment, isApproved: boolean): Promise<void> {
    if (deciding.value !== null) return
    deciding.value = one.id
    try {
      await api.ledger.decide(one.id, isApproved)
      ElMessage.success(t(ADJUSTMENTS.done))
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      deciding.value = null
      await list.page.refresh()
    }
  }
  return { status, list, deciding, isMine, decide }
}
