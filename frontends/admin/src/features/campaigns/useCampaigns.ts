import type { Campaign, CampaignList, CampaignStep } from '@shared/api'
import { grouped } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { useResource } from '@/composables/useResource'
import { usePlace } from '@/stores/place'
import { CAMPAIGNS } from '@/words/campaigns'

/** The share of a budget that is spent, from 0 to 1. */
export function shareSpent({ budget }: Pick<Campaign, 'budget'>): number {
  return budget === null || budget.at_most === 0 ? 0 : Math.min(1, budget.spent / budget.at_most)
}

/** The steps that a button can ask for: what is drafted is published with its draft. */
export function stepsOf({ allowed_actions }: Pick<Campaign, 'allowed_actions'>): readonly CampaignStep[] {
  return allowed_actions.filter((action): action is CampaignStep => action !== 'publish')
}

/** Campaigns of the rules in force, and pausing, resuming or ending one with a note. */
export function useCampaigns() {
  const { t, price } = useFormat()
  const place = usePlace()
  const list = useResource<CampaignList | null>(async () => (place.region === null ? null : api.promotions.campaigns(place.region.id)))
  watch(() => place.region?.id, () => void list.refresh())
  const asked = shallowRef<{ readonly campaign: Campaign; readonly step: CampaignStep } | null>(null)
  const note = ref('')
  const isTried = ref(false)
  const isBusy = ref(false)

  function inMeasure(amount: number, measure: string): string {
    if (measure === 'minor') return price(amount)
    return t(measure === 'uses' ? CAMPAIGNS.uses : CAMPAIGNS.points, grouped(amount))
  }

  function ask(campaign: Campaign, step: CampaignStep): void {
    asked.value = { campaign, step }
    note.value = ''
    isTried.value = false
  }

  const dismiss = (): void => void (asked.value = null)

  async function confirm(): Promise<void> {
    isTried.value = true
    const [wanted, region] = [asked.value, place.region]
    if (wanted === null || region === null || note.value.trim() === '' || isBusy.value) return
    isBusy.value = true
    try {
      const { version } = await api.promotions.step(region.id, wanted.campaign.id, wanted.step, note.value.trim())
      ElMessage.success(t(CAMPAIGNS.stepped, version))
      dismiss()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
      await list.refresh()
    }
  }
  return { list, asked, note, isTried, isBusy, inMeasure, ask, dismiss, confirm }
}
