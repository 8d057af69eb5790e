import type { PointsAudit, PointsReport, PointsRow, PointsTotals } from '@shared/api'
import { minorOf, plainAmount } from '@shared/format'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { usePages } from '@/composables/usePages'
import { useResource } from '@/composables/useResource'
import { saveFile } from '@/parts/saveFile'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'
import { daysOf, isRightOrder, periodOf } from './rules'
import type { Days, Preset } from './rules'

const WORTH_MINOR = 1000

/** The report of a period, its rows and its file. */
export function useReport() {
  const { t, zone } = useFormat()
  const place = usePlace()
  const exponent = (): number => place.region?.currency_exponent ?? 0
  const days = reactive<{ from: string; until: string }>({ ...daysOf('thisMonth', useClock().now, zone()) })
  const worth = ref(plainAmount(WORTH_MINOR, exponent()))
  const worthMinor = computed(() => minorOf(worth.value, exponent()))
  const isRight = computed(() => isRightOrder(days) && worthMinor.value !== null)
  const asked = () => [periodOf(days as Days, zone()), worthMinor.value ?? WORTH_MINOR] as const
  const report = useResource<PointsReport | null>(async () => (isRight.value ? api.ledger.report(...asked()) : null), { kinds: ['points'], settle_ms: 2000 })
  watch([() => ({ ...days }), worth], () => void report.refresh())

  const choose = (preset: Preset): void => void Object.assign(days, daysOf(preset, useClock().now, zone()))

  async function exportCsv(): Promise<void> {
    if (!isRight.value) return
    try {
      saveFile(`points-${days.from}-${days.until}.csv`, await api.ledger.reportCsv(...asked()), 'text/csv')
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    }
  }
  return { days, worth, worthMinor, isRight, report, choose, exportCsv, rows: useReportRows(() => asked()[0]), audit: useAudit() }
}

/** The rows that a total is the sum of. */
function useReportRows(period: () => ReturnType<typeof periodOf>) {
  return usePages<keyof PointsTotals, PointsRow>((total, skip) => api.ledger.reportRows(total, period(), skip))
}

export type ReportRows = ReturnType<typeof useReportRows>

/** Checks every journal and lot; asked for, never automatic, as it reads the whole ledger. */
function useAudit() {
  const { t } = useFormat()
  const found = shallowRef<PointsAudit | null>(null)
  const isBusy = ref(false)

  async function check(): Promise<void> {
    isBusy.value = true
    try {
      found.value = await api.ledger.audit()
    } catch (error) {
      ElMessage.error(t(errorText(error)))
    } finally {
      isBusy.value = false
    }
  }
  return { found, isBusy, check }
}
