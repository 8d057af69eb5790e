import { onUnmounted, ref } from 'vue'
import type { Ref } from 'vue'
import { businessTime } from './city'

const TICK_MS = 1000

const now = ref(new Date())
let watchers = 0
let timer: ReturnType<typeof setInterval> | null = null

function tick(): void {
  now.value = businessTime()
}

/** Business time, ticking each second while somebody looks. */
export function useNow(): Readonly<Ref<Date>> {
  watchers += 1
  tick()
  timer ??= setInterval(tick, TICK_MS)
  onUnmounted(() => {
    watchers -= 1
    if (watchers > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  })
  return now
}
