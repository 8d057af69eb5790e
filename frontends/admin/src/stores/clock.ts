import type { ClockState } from '@shared/api'
import { businessClock, businessNow } from '@shared/format'
import type { BusinessClock } from '@shared/format'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { api } from '@/api'

const TICK_MS = 500
/** Somebody else may have moved the clock: it is asked again this often. */
const ASK_EVERY_MS = 20_000

/** Business time, which may run faster than the wall clock in a demo. */
export const useClock = defineStore('clock', () => {
  const told = shallowRef<BusinessClock>({ business_ms: Date.now(), heard_ms: Date.now(), rate: 1 })
  const now = shallowRef(new Date())
  const rate = ref(1)
  const mayMove = ref(false)
  let timers: ReturnType<typeof setInterval>[] = []

  function hear(state: ClockState): void {
    told.value = businessClock({ business_now: state.business_now, clock_rate: state.rate }, Date.now())
    rate.value = state.rate
    mayMove.value = state.may_move
    tick()
  }

  function tick(): void {
    now.value = businessNow(told.value, Date.now())
  }

  async function ask(): Promise<void> {
    hear(await api.desk.clock())
  }

  async function move(how: { rate?: number; advance_s?: number }): Promise<void> {
    hear(await api.desk.moveClock(how))
  }

  function start(): void {
    stop()
    timers = [setInterval(tick, TICK_MS), setInterval(() => void ask().catch(() => undefined), ASK_EVERY_MS)]
  }

  function stop(): void {
    timers.forEach(clearInterval)
    timers = []
  }

  return { now, rate, mayMove, hear, ask, move, start, stop }
})
