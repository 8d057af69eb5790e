import { reactive, ref } from 'vue'
import type { Birthday, Referral } from '@shared/api/contract'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { toast } from '@common/platform/go'
import { usePointsWords } from './words'

export interface SeenMembership {
  readonly birthday: Birthday
  readonly referral: Referral
}

/** My code, who brought me, and my birthday; fetched when somebody looks. */
export function useMembership() {
  const { api } = callout()
  const { t, words } = usePointsWords()
  const seen = ref<SeenMembership | null>(null)
  const typed = reactive({ code: '', month: '', day: '' })
  const { doing, act } = useActing()

  const open = (): Promise<boolean> =>
    act('open', async () => {
      const [birthday, referral] = await Promise.all([api.points.birthday(), api.points.referral()])
      Object.assign(typed, { code: '', month: `${birthday.month ?? ''}`, day: `${birthday.day ?? ''}` })
      seen.value = { birthday, referral }
    })
  const close = (): void => {
    seen.value = null
  }
  const say = async (): Promise<void> => {
    const isSaid = await act('say', async () => {
      const referral = await api.points.sayReferrer(typed.code)
      if (seen.value !== null) seen.value = { ...seen.value, referral }
    })
    if (isSaid) toast(t(words.referrerSaid))
  }
  const tell = async (): Promise<void> => {
    const isTold = await act('tell', async () => {
      const birthday = await api.points.tellBirthday(Number(typed.month), Number(typed.day))
      if (seen.value !== null) seen.value = { ...seen.value, birthday }
    })
    if (isTold) toast(t(words.saved))
  }
  return { seen, typed, doing, open, close, say, tell }
}
