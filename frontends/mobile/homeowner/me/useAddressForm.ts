import { computed, ref } from 'vue'
import type { Community, Point } from '@shared/api/contract'
import { callout } from '@common/app/callout'
import { useCity } from '@common/app/city'
import { useActing } from '@common/app/act'
import { useLoad } from '@common/app/load'
import { t } from '@common/app/language'
import { toast } from '@common/platform/go'
import { whereAmI } from '@common/platform/location'
import { useAddresses } from '../home/useAddresses'
import { isInside } from '../ordering/rules'
import { words } from '../words'

const SHOWN_AT_MOST = 8

/** All communities of the region: a city has a few hundred, fetched page by page. */
async function allCommunities(regionId: string): Promise<readonly Community[]> {
  const { api } = callout()
  const found: Community[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof api.city.communities>> = await api.city.communities(regionId, cursor)
    found.push(...page.items)
    cursor = page.next_cursor
  } while (cursor !== null)
  return found
}

/** A new address: community, street, door, and its point on the map. */
export function useAddressForm(onSaved: () => void) {
  const { region } = useCity()
  const addresses = useAddresses()
  const { doing, act } = useActing()
  const search = ref('')
  const community = ref<Community | null>(null)
  const line = ref('')
  const unit = ref('')
  const position = ref<Point | null>(null)
  const communities = useLoad(async () => (region.value === null ? [] : allCommunities(region.value.id)))
  void communities.reload()

  const matches = computed(() => {
    const wanted = search.value.trim().toLowerCase()
    const named = (one: Community): boolean => `${one.name.zh} ${one.name.en}`.toLowerCase().includes(wanted)
    return (communities.data.value ?? []).filter(named).slice(0, SHOWN_AT_MOST)
  })

  const locate = async (): Promise<void> => {
    try {
      const here = await whereAmI()
      const isHere = community.value !== null && isInside(here, community.value.area)
      position.value = isHere ? here : null
      toast(t(isHere ? words.located : words.notInCommunity))
    } catch {
      toast(t(words.noLocation))
    }
  }

  const save = async (): Promise<void> => {
    const where = community.value
    if (where === null) return
    const isSaved = await act('save', async () => {
      const point = position.value ?? where.centre
      const address = await callout().api.me.addAddress({
        community_id: where.id,
        line: line.value.trim(),
        unit: unit.value.trim(),
        point,
      })
      await addresses.reload()
      addresses.choose(address)
    })
    if (isSaved) onSaved()
  }

  const isReady = computed(() => community.value !== null && line.value.trim() !== '' && unit.value.trim() !== '')
  return { search, community, line, unit, position, communities, matches, doing, locate, save, isReady }
}
