import type { CouponBatch } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { reactive, ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { saveFile } from '@/parts/saveFile'
import { usePlace } from '@/stores/place'
import { COUPONS } from '@/words/campaigns'

export const MOST_CODES = 10_000
export const LENGTHS = { least: 8, most: 24, usual: 12 } as const

/** A whole number within bounds, else null. */
export function within(typed: string, least: number, most: number): number | null {
  const n = /^\d+$/.test(typed.trim()) ? Number(typed) : NaN
  return n >= least && n <= most ? n : null
}

/** Coupon batches: how many are given, printing codes into a file, giving one to a member. */
export function useBatches() {
  const { t } = useFormat()
  const place = usePlace()
  const list = useResource<readonly CouponBatch[]>(async () => (place.region === null ? [] : (await api.promotions.batches(place.region.id)).items))
  watch(() => place.region?.id, () => void list.refresh())
  const asked = shallowRef<{ readonly batch: CouponBatch; readonly what: 'print' | 'issue' } | null>(null)
  const form = reactive({ count: '100', length: String(LENGTHS.usual), phone: '' })
  const isBusy = ref(false)

  function ask(batch: CouponBatch, what: 'print' | 'issue'): void {
    Object.assign(form, { count: String(Math.min(100, batch.left)), length: String(LENGTHS.usual), phone: '' })
    asked.value = { batch, what }
  }
  const dismiss = (): void => void (asked.value = null)
  const mostOf = (batch: CouponBatch): number => Math.min(MOST_CODES, batch.left)

  async function print(region: string, batch: CouponBatch): Promise<boolean> {
    const [count, length] = [within(form.count, 1, mostOf(batch)), within(form.length, LENGTHS.least, LENGTHS.most)]
    if (count === null || length === null) return false
    const made = await api.promotions.print(region, batch.id, count, length)
    saveFile(`coupons-${batch.id}.csv`, made.csv, 'text/csv')
    ElMessage.success(t(COUPONS.printed, made.count))
    return true
  }

  async function issue(region: string, batch: CouponBatch): Promise<boolean> {
    if (form.phone.trim() === '') return false
    const member = await api.ledger.memberByPhone(form.phone.trim())
    await api.promotions.issue(region, batch.id, [member.id])
    ElMessage.success(t(COUPONS.issued, member.name))
    return true
  }

  async function confirm(): Promise<void> {
    const [wanted, region] = [asked.value, place.region]
    if (wanted === null || region === null || isBusy.value) return
    isBusy.value = true
    try {
      const isDone = await (wanted.what === 'print' ? print : issue)(region.id, wanted.batch)
      if (isDone) dismiss()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
      await list.refresh()
    }
  }
  return { list, asked, form, isBusy, mostOf, ask, dismiss, confirm }
}
