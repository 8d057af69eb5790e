import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import type { Job } from '@shared/api/contract'
import { secondsLeft } from '@shared/format'
import { callout } from '@common/app/callout'
import { useActing } from '@common/app/act'
import { useNow } from '@common/app/now'
import { go } from '@common/platform/go'

/** The whole of an offer's life when it was first seen: the ring empties from there. */
export function useOffer(job: Readonly<Ref<Job>>, refetch: () => unknown) {
  const { api } = callout()
  const now = useNow()
  const { doing, act } = useActing(refetch)
  const isDeclining = ref(false)
  const left = computed(() => (job.value.offer === null ? 0 : secondsLeft(job.value.offer.expires_at, now.value)))
  const whole = Math.max(1, left.value)
  const share = computed(() => left.value / whole)

  const accept = async (): Promise<void> => {
    const { offer, order_id } = job.value
    if (offer === null) return
    const isMine = await act('accept', () => api.offers.accept(offer.id))
    if (isMine) go('job', { id: order_id })
  }
  const decline = async (reason: string): Promise<void> => {
    const { offer } = job.value
    if (offer !== null) await act('decline', () => api.offers.decline(offer.id, reason, ''))
    isDeclining.value = false
  }
  return { left, share, doing, isDeclining, accept, decline }
}
