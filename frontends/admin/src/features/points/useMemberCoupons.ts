import type { Id, MyCoupon } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'
import { MEMBER_COUPONS } from '@/words/memberCoupons'

/** A member's coupons of the region in view, and giving a used one back once somebody said yes. */
export function useMemberCoupons(id: () => Id) {
  const { t, day } = useFormat()
  const place = usePlace()
  const region = (): Id | null => place.region?.id ?? null
  const list = useResource<readonly MyCoupon[]>(async () => {
    const at = region()
    return at === null ? [] : (await api.promotions.couponsOf(at, id())).items
  }, { kinds: ['points'] })
  const asked = shallowRef<MyCoupon | null>(null)
  const isBusy = ref(false)
  const ask = (one: MyCoupon): void => void (asked.value = one)
  const dismiss = (): void => void (asked.value = null)
  watch([id, region], () => {
    list.data.value = null
    dismiss()
    void list.refresh()
  })

  async function confirm(): Promise<void> {
    const wanted = asked.value
    if (wanted === null || isBusy.value) return
    isBusy.value = true
    try {
      const back = await api.promotions.giveBack(wanted.region_id, wanted.coupon.id)
      ElMessage.success(t(MEMBER_COUPONS.done, day(back.expires_at)))
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
      dismiss()
      await list.refresh()
    }
  }
  return { list, asked, isBusy, ask, dismiss, confirm }
}
