import type { Adjustment, Id, Text } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { usePlace } from '@/stores/place'
import { POINTS } from '@/words/points'

export interface AdjustmentForm {
  direction: 'give' | 'take'
  amount: string
  reason: string
}

/** The points asked for, below zero where they are taken; null where no such number was typed. */
export function pointsOf({ direction, amount }: AdjustmentForm): number | null {
  if (!/^[1-9]\d{0,9}$/.test(amount.trim())) return null
  return (direction === 'take' ? -1 : 1) * Number(amount)
}

export interface Faults {
  readonly amount: Text | null
  readonly reason: Text | null
}

export function faultsOf(form: AdjustmentForm): Faults {
  return {
    amount: pointsOf(form) === null ? POINTS.amountWrong : null,
    reason: form.reason.trim() === '' ? POINTS.reasonMissing : null,
  }
}

/** Points given or taken by hand: booked at once, or put before a second person. */
export function useAdjusting(memberId: () => Id | null, onDone: () => Promise<void>) {
  const { t } = useFormat()
  const place = usePlace()
  const isOpen = ref(false)
  const isBusy = ref(false)
  const isTried = ref(false)
  const form = reactive<AdjustmentForm>({ direction: 'give', amount: '', reason: '' })
  const faults = computed(() => (isTried.value ? faultsOf(form) : { amount: null, reason: null }))

  function open(): void {
    Object.assign(form, { direction: 'give', amount: '', reason: '' })
    isTried.value = false
    isOpen.value = true
  }

  async function submit(): Promise<void> {
    isTried.value = true
    const [member, points, region] = [memberId(), pointsOf(form), place.region]
    if (member === null || region === null || points === null || form.reason.trim() === '' || isBusy.value) return
    isBusy.value = true
    try {
      tell(await api.ledger.propose(member, region.id, points, form.reason.trim()))
      isOpen.value = false
      await onDone()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
    }
  }

  function tell({ status }: Adjustment): void {
    if (status === 'approved') ElMessage.success(t(POINTS.booked))
    else ElMessage.warning(t(POINTS.needsSecond))
  }

  return { isOpen, isBusy, form, faults, open, submit }
}

export type Adjusting = ReturnType<typeof useAdjusting>
