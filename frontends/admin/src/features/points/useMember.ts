import type { Id, Member, Wallet } from '@shared/api'
import { momentOf } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePages } from '@/features/orders/usePages'

/** One member: who it is, what the wallet holds (now or then), and every line of its history. */
export function useMember(id: Ref<Id | null>) {
  const { zone } = useFormat()
  /** What clocks showed, such as `2026-03-18T09:00`; empty for now. */
  const asOf = ref('')
  const member = useResource<Member | null>(async () => (id.value === null ? null : api.ledger.member(id.value)))
  const wallet = useResource<Wallet | null>(
    async () => (id.value === null ? null : api.ledger.wallet(id.value, asOf.value === '' ? null : momentOf(asOf.value, zone()))),
    { kinds: ['points'] },
  )
  const history = usePages(
    async (cursor) => (id.value === null ? { items: [], next_cursor: null } : api.ledger.history(id.value, cursor)),
    ['points'],
  )
  const lot = ref<Id | null>(null)
  const lines = computed(() => history.items.value.filter((line) => lot.value === null || line.lot_id === lot.value))

  watch(id, () => {
    member.data.value = wallet.data.value = lot.value = null
    asOf.value = ''
    void Promise.all([member.refresh(), wallet.refresh(), history.restart()])
  })
  watch(asOf, () => void wallet.refresh())

  const refresh = async (): Promise<void> => {
    await Promise.all([wallet.refresh(), history.page.refresh()])
  }
  return { member, wallet, history, lines, lot, asOf, refresh }
}

/** Finds whoever has a phone number. */
export function useMemberSearch(onFound: (id: Id) => void) {
  const { t } = useFormat()
  const phone = ref('')
  const isBusy = ref(false)

  async function find(): Promise<void> {
    if (phone.value.trim() === '' || isBusy.value) return
    isBusy.value = true
    try {
      onFound((await api.ledger.memberByPhone(phone.value.trim())).id)
      phone.value = ''
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
    }
  }
  return { phone, isBusy, find }
}
