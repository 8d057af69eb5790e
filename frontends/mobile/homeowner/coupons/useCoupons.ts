import { ref } from 'vue'
import type { CouponBatch } from '@shared/api/contract'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { useCity } from '@common/app/city'
import { useLoad } from '@common/app/load'
import { toast } from '@common/platform/go'
import { useCouponWords } from './words'

/** My coupons, those that are there to claim or to buy with points, and a code that somebody typed. */
export function useCoupons() {
  const { api } = callout()
  const { region } = useCity()
  const { t, words } = useCouponWords()
  const code = ref('')
  const loaded = useLoad(async () => {
    const here = region.value
    const [mine, claimable] = await Promise.all([api.coupons.mine(), here === null ? null : api.coupons.claimable(here.id)])
    return { mine: mine.items, claimable: claimable?.items ?? [] }
  })
  void loaded.reload()
  const { doing, act } = useActing(loaded.reload)

  const claim = async (batch: CouponBatch): Promise<void> => {
    const here = region.value
    if (here === null) return
    const isDone = await act(`claim-${batch.id}`, () => api.coupons.claim(here.id, batch))
    if (isDone) toast(t(words.added))
    else await loaded.reload()
  }
  const redeem = async (): Promise<void> => {
    const isDone = await act('code', () => api.coupons.claimCode(code.value.trim()))
    if (!isDone) return
    code.value = ''
    toast(t(words.added))
  }
  return { loaded, code, doing, claim, redeem }
}
