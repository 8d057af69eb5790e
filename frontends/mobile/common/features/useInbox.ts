import { computed, watch } from 'vue'
import type { InboxMessage } from '@shared/api/contract'
import { callout } from '../app/callout'
import { useLive } from '../app/live'
import { useLoad } from '../app/load'

/** Inbox messages, kept in step with the stream. */
export function useInbox() {
  const { api, account } = callout()
  const inbox = useLoad(async () => (account.value === null ? [] : (await api.inbox.list()).items))
  useLive(['inbox'], inbox.reload)
  watch(account, () => void inbox.reload())
  const unread = computed(() => (inbox.data.value ?? []).filter((message) => message.read_at === null).length)

  const read = async (message: InboxMessage): Promise<void> => {
    if (message.read_at !== null) return
    await api.inbox.markRead(message.id).catch(() => undefined)
    await inbox.reload()
  }
  return { ...inbox, unread, read }
}
