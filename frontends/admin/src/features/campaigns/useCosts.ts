import type { CampaignCostRow, CampaignCosts, CampaignUse } from '@shared/api'
import { minorOf, plainAmount } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { usePages } from '@/composables/usePages'
import { useResource } from '@/composables/useResource'
import { daysOf, isRightOrder, periodOf } from '@/features/points/rules'
import type { Days, Preset } from '@/features/points/rules'
import { saveFile } from '@/parts/saveFile'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'

/** What campaigns cost in a period. An empty worth is what the earning policy says. */
export function useCosts() {
  const { t, zone } = useFormat()
  const place = usePlace()
  const exponent = (): number => place.region?.currency_exponent ?? 0
  const days = reactive<{ from: string; until: string }>({ ...daysOf('thisMonth', useClock().now, zone()) })
  const worth = ref('')
  const worthMinor = computed(() => (worth.value.trim() === '' ? null : minorOf(worth.value, exponent())))
  const isRight = computed(() => isRightOrder(days) && (worth.value.trim() === '' || worthMinor.value !== null))
  const asked = () => [place.region?.id ?? '', periodOf(days as Days, zone()), worthMinor.value] as const
  const costs = useResource<CampaignCosts | null>(async () => (isRight.value && place.region !== null ? api.promotions.costs(...asked()) : null), { kinds: ['points'], settle_ms: 2000 })
  watch([() => ({ ...days }), worth], () => void costs.refresh())

  const choose = (preset: Preset): void => void Object.assign(days, daysOf(preset, useClock().now, zone()))
  const statedWorth = computed(() => (costs.data.value ? plainAmount(costs.data.value.thousand_worth_minor, exponent()) : ''))

  async function exportCsv(): Promise<void> {
    if (!isRight.value) return
    try {
      saveFile(`campaigns-${days.from}-${days.until}.csv`, await api.promotions.costsCsv(...asked()), 'text/csv')
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    }
  }
  return { days, worth, statedWorth, isRight, costs, choose, exportCsv, uses: useUses(() => [asked()[0], asked()[1]]) }
}

/** The single uses behind a row. */
function useUses(place: () => readonly [string, ReturnType<typeof periodOf>]) {
  return usePages<CampaignCostRow, CampaignUse>((row, skip) => {
    const [region, period] = place()
    return api.promotions.uses(region, row, period, skip)
  })
}

export type CampaignUses = ReturnType<typeof useUses>
