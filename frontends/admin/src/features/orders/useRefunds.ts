import type { OrderDetail, OrderPrice, Refund } from '@shared/api'
import { errorText, isOutrun } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'
import { MONEY } from '@/words/money'
import { leftOf, mayRefund, openLines, paidLines, wantedLines, wrongLines } from './refundRules'
import type { RefundForm } from './refundRules'

/** The refunds of an order, and granting one: whole or by line, with a reason. */
export function useRefunds(order: Ref<OrderDetail>, onDone: () => Promise<void>) {
  const { t, price } = useFormat()
  const place = usePlace()
  const exponent = (): number => place.region?.currency_exponent ?? 0
  const refunds = useResource<readonly Refund[]>(async () => (await api.ledger.refunds(order.value.id)).items, {
    kinds: ['order', 'points'],
  })
  const priced = useResource<OrderPrice>(() => api.orders.price(order.value.id), { kinds: ['order'], id: () => order.value.id })
  const lines = computed(() => (priced.data.value === null ? [] : openLines(paidLines(priced.data.value), refunds.data.value ?? [])))
  const isAllowed = computed(() => refunds.data.value !== null && mayRefund(order.value, lines.value))

  const isOpen = ref(false)
  const isBusy = ref(false)
  const isTried = ref(false)
  const form = reactive<RefundForm>({ isWhole: true, amounts: {}, reason: '' })
  const wanted = computed(() => wantedLines(form, lines.value, exponent()))
  const total = computed(() => wanted.value?.reduce((sum, { amount_minor }) => sum + amount_minor, 0) ?? leftOf(lines.value))
  const faults = computed(() => {
    if (!isTried.value) return { lines: [] as readonly string[], isEmpty: false, isSilent: false }
    return {
      lines: wrongLines(form, lines.value, exponent()),
      isEmpty: wanted.value !== null && wanted.value.length === 0,
      isSilent: form.reason.trim() === '',
    }
  })

  function open(): void {
    Object.assign(form, { isWhole: true, amounts: {}, reason: '' })
    isTried.value = false
    isOpen.value = true
  }

  async function submit(): Promise<void> {
    isTried.value = true
    const { lines: wrong, isEmpty, isSilent } = faults.value
    if (wrong.length > 0 || isEmpty || isSilent || isBusy.value) return
    isBusy.value = true
    try {
      const made = await api.ledger.refund(order.value.id, order.value.version, form.reason.trim(), wanted.value)
      ElMessage.success(t(MONEY.done, price(made.amount_minor)))
      isOpen.value = false
    } catch (error) {
      ElMessage.error(t(errorText(error)))
      if (isOutrun(error)) isOpen.value = false
    } finally {
      isBusy.value = false
      await Promise.all([refunds.refresh(), onDone()])
    }
  }
  return { refunds, priced, lines, isAllowed, isOpen, isBusy, form, total, faults, open, submit }
}

export type Refunding = ReturnType<typeof useRefunds>
