import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Id, MyCoupon, Slot } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { useLoad } from '@common/app/load'
import { BEST, choicesOf, ownWish, stepOf, stepped } from './quoteRules'
import type { Wish } from './quoteRules'

interface QuoteOf {
  readonly serviceId: Id
  readonly addressId: Readonly<Ref<Id | null>>
  readonly slot: Readonly<Ref<Slot | null>>
}

/** What the order would cost now; asked again with every change, the best deal chosen until one chooses. */
export function useQuote({ serviceId, addressId, slot }: QuoteOf) {
  const { api, account } = callout()
  const wish = ref<Wish>(BEST)
  const coupons = ref<readonly MyCoupon[]>([])
  /** What was to be paid before somebody else changed the rules; null while nothing changed. */
  const dueBefore = ref<number | null>(null)

  const loaded = useLoad(async () => {
    const [address, window] = [addressId.value, slot.value]
    if (account.value === null || address === null || window === null) return null
    const { best, codes, couponIds, points } = wish.value
    return api.orders.quote({
      service_id: serviceId,
      address_id: address,
      window_start: window.start,
      window_end: window.end,
      codes,
      coupon_ids: couponIds,
      points,
      best,
    })
  })
  watch([addressId, slot, wish], () => void loaded.reload(), { immediate: true })
  const quote = loaded.data
  const due = computed(() => quote.value?.price.totals.due_minor ?? null)
  const choices = computed(() => (quote.value === null ? [] : choicesOf(coupons.value, quote.value)))

  const change = (patch: Partial<Wish>): void => {
    if (quote.value !== null) wish.value = { ...ownWish(quote.value), ...patch, best: false }
    dueBefore.value = null
  }
  const deeds = {
    openCoupons: async (): Promise<void> => {
      coupons.value = (await api.coupons.mine()).items
    },
    chooseCoupon: (id: Id | null): void => change({ couponIds: id === null ? [] : [id], codes: [] }),
    typeCode: (code: string): void => change({ codes: [code.trim()], couponIds: [] }),
    usePoints: (isOn: boolean): void => change({ points: isOn ? (quote.value?.points_available ?? 0) : 0 }),
    stepPoints: (direction: 1 | -1): void => {
      const seen = quote.value
      if (seen === null) return
      const available = seen.points_available
      change({ points: stepped(seen.price.totals.points_used, direction * stepOf(available), available) })
    },
    useBest: (): void => {
      wish.value = BEST
      dueBefore.value = null
    },
  }
  /** The server refused the price that was seen: what it is now is shown, to be confirmed anew. */
  const lookAgain = async (): Promise<void> => {
    const before = due.value
    await loaded.reload()
    dueBefore.value = before === due.value ? null : before
  }
  return { quote, loaded, wish, due, dueBefore, choices, deeds, lookAgain }
}

export type Quoting = ReturnType<typeof useQuote>
