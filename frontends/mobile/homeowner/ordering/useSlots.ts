import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Id, Slot } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { businessTime, useCity } from '@common/app/city'
import { useLoad } from '@common/app/load'
import { daysFrom, slotToChoose, trueSlots } from './rules'
import type { Draft } from './useDraft'

/** Day tabs and the true slots of the chosen day; the next free one is chosen from the start. */
export function useSlots(serviceId: Id, addressId: Readonly<Ref<Id | null>>, draft: Draft) {
  const { api } = callout()
  const { timeZone } = useCity()
  const days = computed(() => daysFrom(businessTime(), timeZone.value))
  const day = ref(draft.day !== null && days.value.includes(draft.day) ? draft.day : (days.value[0] as string))
  const slot = ref<Slot | null>(null)
  /** Until a person chooses a day, an empty one is skipped. */
  let mayTurnPages = true

  const loaded = useLoad<readonly Slot[] | null>(async () => {
    if (addressId.value === null) return null
    return (await api.city.slots(serviceId, addressId.value, day.value)).slots
  })
  const free = computed(() => trueSlots(loaded.data.value ?? []))

  const refetch = async (): Promise<void> => {
    await loaded.reload()
    slot.value = slotToChoose(loaded.data.value ?? [], slot.value?.start ?? draft.start)
    const next = days.value[days.value.indexOf(day.value) + 1]
    const isEmpty = loaded.data.value !== null && slot.value === null
    if (isEmpty && mayTurnPages && next !== undefined) day.value = next
  }
  watch([addressId, day], () => void refetch(), { immediate: true })

  const chooseDay = (chosen: string): void => {
    mayTurnPages = false
    day.value = chosen
    draft.day = chosen
  }
  const chooseSlot = (chosen: Slot): void => {
    slot.value = chosen
    draft.start = chosen.start
    draft.day = day.value
  }
  return { days, day, slot, free, loaded, chooseDay, chooseSlot, refetch }
}
