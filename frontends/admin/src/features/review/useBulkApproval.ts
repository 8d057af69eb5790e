import type { OrderSummary } from '@shared/api'
import { ElMessage } from 'element-plus'
import { ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { REVIEW } from '@/words/orders'

/** Approves orders one by one, so that a stale one stops none of the others, and says how it went. */
export function useBulkApproval() {
  const { t } = useFormat()
  const isApproving = ref(false)

  async function approveAll(orders: readonly OrderSummary[]): Promise<void> {
    const wanted = orders.filter(({ allowed_actions }) => allowed_actions.includes('approve'))
    if (wanted.length === 0 || isApproving.value) return
    isApproving.value = true
    let failed = 0
    for (const order of wanted) {
      await api.orders.approve(order.id, order.version).catch(() => (failed += 1))
    }
    isApproving.value = false
    if (failed === 0) ElMessage.success(t(REVIEW.bulkApproved, wanted.length))
    else ElMessage.warning(t(REVIEW.bulkPartly, wanted.length - failed, failed))
  }

  return { isApproving, approveAll }
}
