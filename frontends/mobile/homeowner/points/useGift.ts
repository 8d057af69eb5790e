import { computed, reactive, ref } from 'vue'
import { grouped } from '@shared/format'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { toast } from '@common/platform/go'
import { giftFault, isGiftReady, memberCode, wholePoints } from './rules'
import { usePointsWords } from './words'

/** Points given to another member: what was typed, what is wrong with it, and one more question. */
export function useGift(available: () => number, onGiven: () => unknown) {
  const { api } = callout()
  const { t, words } = usePointsWords()
  const wish = reactive({ to: '', amount: '' })
  const isOpen = ref(false)
  const isSure = ref(false)
  const mine = ref<string | null>(null)
  const fault = computed(() => giftFault(wish, mine.value, available()))
  const isReady = computed(() => isGiftReady(wish, mine.value, available()))
  const { doing, act } = useActing(onGiven)

  const open = (): Promise<boolean> =>
    act('open', async () => {
      mine.value = (await api.points.referral()).code
      Object.assign(wish, { to: '', amount: '' })
      isSure.value = false
      isOpen.value = true
    })
  const close = (): void => {
    isOpen.value = false
  }
  const give = async (): Promise<void> => {
    const [receiver, points] = [memberCode(wish.to), wholePoints(wish.amount)]
    if (receiver === null || points === null) return
    const isGiven = await act('give', () => api.points.give(receiver, points))
    isSure.value = false
    if (!isGiven) return
    close()
    toast(t(words.given, grouped(points)))
  }
  return { wish, isOpen, isSure, fault, isReady, doing, mine, open, close, give }
}

export type Gift = ReturnType<typeof useGift>
