import { ref } from 'vue'
import type { ExpiringPoints, PointsEntry } from '@shared/api/contract'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { joined } from './rules'

/** My points now, and why they are what they are. */
export function usePoints() {
  const { api } = callout()
  /** Lines never change, so those once fetched stay, newer ones above them. */
  const lines = ref<readonly PointsEntry[]>([])
  const cursor = ref<string | null>(null)
  const points = useLoad(async () => {
    const [balance, history] = await Promise.all([api.points.balance(), api.points.history()])
    if (lines.value.length === 0) cursor.value = history.next_cursor
    lines.value = joined(history.items, lines.value)
    return balance
  })
  useLive(['points'], points.reload)
  const { doing, act } = useActing()

  const more = (): Promise<boolean> =>
    act('more', async () => {
      const page = await api.points.history(cursor.value)
      lines.value = joined(lines.value, page.items)
      cursor.value = page.next_cursor
    })

  const expiring = ref<readonly ExpiringPoints[] | null>(null)
  const openExpiring = (): Promise<boolean> =>
    act('expiring', async () => {
      expiring.value = (await api.points.expiring()).items
    })
  const closeExpiring = (): void => {
    expiring.value = null
  }
  return { points, lines, cursor, more, doing, expiring, openExpiring, closeExpiring }
}
