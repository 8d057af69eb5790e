import { grouped } from '@shared/format'
import { useActing } from '@common/app/act'
import { callout } from '@common/app/callout'
import { useCity } from '@common/app/city'
import { useLive } from '@common/app/live'
import { useLoad } from '@common/app/load'
import { toast } from '@common/platform/go'
import { usePointsWords } from './words'

/** My tier in this city and what I get for looking in. Points are shown without it where it cannot be had. */
export function useProgramme(onEarned: () => Promise<void>) {
  const { api } = callout()
  const { region } = useCity()
  const { t, words } = usePointsWords()
  const programme = useLoad(async () => {
    const here = region.value
    return here === null ? null : api.points.programme(here.id)
  })
  void programme.reload()
  useLive(['points'], programme.reload)
  const { doing, act } = useActing()

  const checkIn = async (): Promise<void> => {
    const here = region.value
    if (here === null) return
    let points = 0
    const isDone = await act('check-in', async () => {
      points = (await api.points.checkIn(here.id)).points
    })
    if (!isDone) return
    toast(points > 0 ? t(words.checkInEarned, grouped(points)) : t(words.checkInDone))
    await Promise.all([programme.reload(), onEarned()])
  }
  return { programme, doing, checkIn }
}
