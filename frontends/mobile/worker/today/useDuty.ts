import { computed } from 'vue'
import { useActing } from '@common/app/act'
import { refreshAccount } from '@common/app/account'
import { callout } from '@common/app/callout'
import { whereAmI } from '@common/platform/location'

/** On or off duty, as the server knows it. */
export function useDuty() {
  const { api, account } = callout()
  const { doing, act } = useActing(refreshAccount)
  const isOn = computed(() => account.value?.worker?.on_duty ?? false)

  const toggle = (): Promise<boolean> =>
    act('duty', async () => {
      await api.me.setDuty(!isOn.value)
      if (!isOn.value) void tellWhereIAm()
    })
  return { isOn, doing, toggle }
}

/** Dispatch works best with a fresh position; without one it uses the home position. */
export async function tellWhereIAm(): Promise<void> {
  try {
    const point = await whereAmI()
    await callout().api.me.tellPosition(point, new Date().toISOString())
  } catch {
    // No position, or no network: the next report brings it.
  }
}
