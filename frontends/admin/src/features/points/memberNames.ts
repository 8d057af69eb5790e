import type { Id } from '@shared/api'
import { shallowReactive } from 'vue'
import { api } from '@/api'
import { shortId } from './rules'

/** Names of members by id, asked for once each; until one is known the end of its id stands for it. */
export function useMemberNames() {
  const known = shallowReactive(new Map<Id, string>())

  function nameOf(id: Id): string {
    if (!known.has(id)) {
      known.set(id, shortId(id))
      void api.ledger.member(id).then(({ name }) => known.set(id, name)).catch(() => undefined)
    }
    return known.get(id) ?? ''
  }
  return { nameOf }
}
