import { computed, effectScope, ref, watch } from 'vue'
import type { Address } from '@shared/api/contract'
import { callout } from '@common/app/callout'

const CHOSEN_AT = 'callout.address'

const addresses = ref<readonly Address[] | null>(null)
const chosenId = ref<string | null>(null)
let isFollowing = false

async function reload(): Promise<void> {
  const { api, account } = callout()
  addresses.value = account.value === null ? null : (await api.me.addresses()).items
}

function choose(address: Address): void {
  chosenId.value = address.id
  callout().store.set(CHOSEN_AT, address.id)
}

/** The address that the whole app speaks of: the last chosen one, else the first. */
const chosen = computed(
  () => addresses.value?.find((address) => address.id === chosenId.value) ?? addresses.value?.[0] ?? null,
)

export function useAddresses() {
  if (!isFollowing) {
    isFollowing = true
    chosenId.value = callout().store.get(CHOSEN_AT)
    // Detached: it must outlive the component that happened to ask first.
    effectScope(true).run(() => {
      watch(callout().account, () => void reload().catch(() => undefined), { immediate: true })
    })
  }
  return { addresses, chosen, choose, reload }
}
