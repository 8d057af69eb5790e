import type { CampaignCostRow, CampaignCosts, CampaignUse } from '@shared/api'
import { minorOf, plainAmount } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
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

/** The single uses behind a row, fetched as one scrolls on. */
function useUses(place: () => readonly [string, ReturnType<typeof periodOf>]) {
  const row = shallowRef<CampaignCostRow | null>(null)
  const items = shallowRef<readonly CampaignUse[]>([])
  const next = ref<number | null>(null)
  const error = shallowRef<unknown>(null)
  const isBusy = ref(false)

  async function more(): Promise<void> {
    if (row.value === null || next.value === null || isBusy.value) return
    isBusy.value = true
    try {
      const [region, period] = place()
      const page = await api.promotions.uses(region, row.value, period, next.value)
      items.value = [...items.value, ...page.items]
      next.value = page.next_skip
      error.value = null
    } catch (thrown) {
      error.value = thrown
    } finally {
      isBusy.value = false
    }
  }

  async function open(chosen: CampaignCostRow): Promise<void> {
    row.value = chosen
    items.value = []
    next.value = 0
    await more()
  }

  const close = (): void => void (row.value = null)
  return { row, items, next, error, isBusy, open, more, close }
}

export type CampaignUses = ReturnType<typeof useUses>
