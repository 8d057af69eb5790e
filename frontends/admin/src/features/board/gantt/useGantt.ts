import type { BoardWorker, Id } from '@shared/api'
import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { useClock } from '@/stores/clock'
import { hoursOf, rowsOnScreen, scaleOf, startOfDay, widthOf, xOf } from './scale'

const ROW_PX = 36
const HEAD_PX = 30
const LABEL_PX = 186
const HOUR_PX = [44, 64, 84, 120, 176]
const DAY_MS = 86_400_000

/** Scrolling, zooming and drawing only what is on screen. */
export function useGantt(
  scroller: Ref<HTMLElement | null>,
  rows: Ref<readonly BoardWorker[]>,
  day: () => string,
  zone: () => string,
) {
  const clock = useClock()
  const zoomStep = ref(2)
  const top = ref(0)
  const height = ref(600)
  const dayStart = computed(() => startOfDay(day(), zone()))
  const scale = computed(() => scaleOf(rows.value, dayStart.value, HOUR_PX[zoomStep.value] ?? 84))
  const hours = computed(() => hoursOf(scale.value))
  const totalPx = computed(() => widthOf(scale.value))
  const nowX = computed(() => {
    const now = clock.now.getTime()
    const isToday = now >= dayStart.value && now < dayStart.value + DAY_MS
    return isToday && now >= scale.value.start_ms && now <= scale.value.end_ms ? xOf(scale.value, now) : null
  })
  const visible = computed(() => {
    const { from, to } = rowsOnScreen(top.value, height.value, ROW_PX, rows.value.length)
    return rows.value.slice(from, to).map((worker, at) => ({ worker, top: (from + at) * ROW_PX }))
  })

  function onScroll(): void {
    top.value = scroller.value?.scrollTop ?? 0
  }

  function toNow(): void {
    if (nowX.value === null || !scroller.value) return
    scroller.value.scrollLeft = Math.max(0, nowX.value - scale.value.hour_px * 1.5)
  }

  function toTop(): void {
    scroller.value?.scrollTo({ top: 0 })
  }

  function zoom(by: 1 | -1): void {
    const view = scroller.value
    if (!view) return
    const room = view.clientWidth - LABEL_PX
    const middle = scale.value.start_ms + ((view.scrollLeft + room / 2) / scale.value.hour_px) * 3_600_000
    zoomStep.value = Math.min(HOUR_PX.length - 1, Math.max(0, zoomStep.value + by))
    void nextTick(() => (view.scrollLeft = xOf(scale.value, middle) - room / 2))
  }

  /** Brings a worker's row, and the visit of an order in it, into view. */
  function reveal(workerId: Id, orderId: Id | null): void {
    const view = scroller.value
    const at = rows.value.findIndex(({ id }) => id === workerId)
    if (!view || at < 0) return
    const y = at * ROW_PX
    const room = view.clientHeight - HEAD_PX
    if (y < view.scrollTop || y + ROW_PX > view.scrollTop + room) view.scrollTop = y - room / 2
    const visit = rows.value[at]?.visits.find(({ order_id }) => order_id === orderId)
    if (!visit) return
    const x = xOf(scale.value, Date.parse(visit.start))
    const isShown = x > view.scrollLeft && x < view.scrollLeft + view.clientWidth - LABEL_PX - 60
    if (!isShown) view.scrollLeft = Math.max(0, x - 160)
  }

  let sizes: ResizeObserver | null = null
  onMounted(() => {
    if (!scroller.value) return
    sizes = new ResizeObserver(() => (height.value = scroller.value?.clientHeight ?? height.value))
    sizes.observe(scroller.value)
  })
  onBeforeUnmount(() => sizes?.disconnect())
  watch([day, () => rows.value.length > 0], () => void nextTick(toNow), { immediate: true })

  return { scale, hours, totalPx, nowX, visible, onScroll, toNow, toTop, zoom, reveal, ROW_PX, HEAD_PX, LABEL_PX }
}
