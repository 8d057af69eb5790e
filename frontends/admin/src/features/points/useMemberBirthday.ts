import type { Id, MemberBirthday, Text } from '@shared/api'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'
import { MEMBER_BIRTHDAY } from '@/words/memberBirthday'

export interface BirthdayForm {
  month: string
  day: string
  reason: string
}

/** Month and day of a leap year, which has all of them; null for a day that none has. */
export function dayOf({ month, day }: Pick<BirthdayForm, 'month' | 'day'>): { month: number; day: number } | null {
  if (!/^\d{1,2}$/.test(month.trim()) || !/^\d{1,2}$/.test(day.trim())) return null
  const found = { month: Number(month), day: Number(day) }
  const date = new Date(Date.UTC(2000, found.month - 1, found.day))
  return date.getUTCMonth() + 1 === found.month && date.getUTCDate() === found.day ? found : null
}

/** A member's birthday with how it was corrected, and correcting it. */
export function useMemberBirthday(id: () => Id) {
  const { t } = useFormat()
  const place = usePlace()
  const region = (): Id | null => place.region?.id ?? null
  const told = useResource<MemberBirthday | null>(async () => {
    const at = region()
    return at === null ? null : await api.promotions.birthdayOf(at, id())
  }, { kinds: [] })
  const form = reactive<BirthdayForm>({ month: '', day: '', reason: '' })
  const [isOpen, isBusy, isTried] = [ref(false), ref(false), ref(false)]
  const faults = computed<{ day: Text | null; reason: Text | null }>(() => ({
    day: isTried.value && dayOf(form) === null ? MEMBER_BIRTHDAY.dayWrong : null,
    reason: isTried.value && form.reason.trim() === '' ? MEMBER_BIRTHDAY.reasonMissing : null,
  }))
  watch([id, region], () => {
    told.data.value = null
    isOpen.value = false
    void told.refresh()
  })

  function open(): void {
    const birthday = told.data.value?.birthday
    Object.assign(form, { month: String(birthday?.month ?? ''), day: String(birthday?.day ?? ''), reason: '' })
    isTried.value = false
    isOpen.value = true
  }

  async function submit(): Promise<void> {
    isTried.value = true
    const [at, wanted, reason] = [region(), dayOf(form), form.reason.trim()]
    if (at === null || wanted === null || reason === '' || isBusy.value) return
    isBusy.value = true
    try {
      told.data.value = await api.promotions.correctBirthday(at, id(), wanted.month, wanted.day, reason)
      isOpen.value = false
      ElMessage.success(t(MEMBER_BIRTHDAY.done))
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
    }
  }
  return { told, form, faults, isOpen, isBusy, open, submit }
}
