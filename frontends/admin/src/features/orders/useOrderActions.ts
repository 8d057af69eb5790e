import type { Id, OrderAction, Receipt } from '@shared/api'
import { errorText, isOutrun } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, shallowRef } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { COMMON } from '@/words/common'
import { ORDER_FORMS, bodyOf, missingIn } from './orderForms'
import type { ActionForm, ActionValues } from './orderForms'

/** What a command needs to know about an order. */
export interface Target {
  readonly id: Id
  readonly number: string
  readonly version: number
  readonly allowed_actions: readonly OrderAction[]
}

interface Asked {
  readonly order: Target
  readonly action: OrderAction
  readonly form: ActionForm
}

/**
 * Commands on orders: asks for what a command needs, sends it with the version on screen, says how it went.
 *
 * @param onDone called after every answer that changed what is true, a stale screen included.
 */
export function useOrderActions(onDone: (receipt: Receipt | null, order: Target) => void | Promise<void>) {
  const { t } = useFormat()
  const asked = shallowRef<Asked | null>(null)
  const values = reactive<ActionValues>({ reason_code: '', text: '' })
  const isBusy = ref(false)
  const isTried = ref(false)
  const missing = computed(() => (asked.value ? missingIn(asked.value.form, values) : null))

  /** Does it at once, or opens the question that goes with it. */
  async function request(order: Target, action: OrderAction): Promise<void> {
    const form = ORDER_FORMS[action]
    if (form === undefined || !order.allowed_actions.includes(action) || isBusy.value) return
    if (form.field === 'none' && !form.isConfirmed) {
      await send(order, form)
      return
    }
    Object.assign(values, { reason_code: '', text: '' })
    isTried.value = false
    asked.value = { order, action, form }
  }

  async function confirm(): Promise<void> {
    isTried.value = true
    if (asked.value === null || missing.value !== null) return
    const { order, form } = asked.value
    await send(order, form)
    asked.value = null
  }

  function dismiss(): void {
    asked.value = null
  }

  async function send(order: Target, form: ActionForm): Promise<void> {
    await run(order, () => api.orders.command(order.id, form.path, order.version, bodyOf(form, values)))
  }

  /** Sends any command on an order and reports it the same way. Answers whether it was done. */
  async function run(order: Target, command: () => Promise<Receipt>): Promise<boolean> {
    isBusy.value = true
    try {
      const receipt = await command()
      ElMessage.success({ message: `${t(COMMON.done)} · ${order.number}`, duration: 1600 })
      await onDone(receipt, order)
      return true
    } catch (error) {
      ElMessage.error(t(errorText(error)))
      if (isOutrun(error)) await onDone(null, order)
      return false
    } finally {
      isBusy.value = false
    }
  }

  return { asked, values, isBusy, isTried, missing, request, confirm, dismiss, run }
}

export type OrderActions = ReturnType<typeof useOrderActions>
