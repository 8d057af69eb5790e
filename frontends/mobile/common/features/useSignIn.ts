import { computed, onUnmounted, ref } from 'vue'
import { callout } from '../app/callout'
import { signIn } from '../app/account'
import { useActing } from '../app/act'

/** A phone number as the API takes it: digits, with a plus in front where there was one. */
export function tidyPhone(typed: string): string {
  const digits = typed.replace(/[^\d]/g, '')
  return typed.trim().startsWith('+') ? `+${digits}` : digits
}

export function isPhone(typed: string): boolean {
  return tidyPhone(typed).replace('+', '').length >= 7
}

export function useSignIn(onDone: () => void) {
  const phone = ref('')
  const code = ref('')
  const waitS = ref(0)
  const isCodeSent = ref(false)
  const { doing, act } = useActing()
  let timer: ReturnType<typeof setInterval> | null = null

  const stopTimer = (): void => {
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  const countDown = (seconds: number): void => {
    stopTimer()
    waitS.value = seconds
    timer = setInterval(() => {
      waitS.value -= 1
      if (waitS.value <= 0) stopTimer()
    }, 1000)
  }
  onUnmounted(stopTimer)

  const askCode = (): Promise<boolean> =>
    act('code', async () => {
      const sent = await callout().api.auth.askCode(tidyPhone(phone.value))
      isCodeSent.value = true
      countDown(sent.resend_after_s)
    })

  const submit = async (): Promise<void> => {
    const isIn = await act('sign-in', () => signIn(tidyPhone(phone.value), code.value.trim()))
    if (isIn) onDone()
  }

  const mayAsk = computed(() => isPhone(phone.value) && waitS.value <= 0)
  const maySubmit = computed(() => isPhone(phone.value) && code.value.trim().length >= 4)
  return { phone, code, waitS, isCodeSent, doing, askCode, submit, mayAsk, maySubmit }
}
