import type { Config, Moment } from '../api/contract'
import type { Language } from '../i18n/text'
import { say } from '../i18n/text'

/** Business time as the server told it: a moment, when we heard it, and how fast it runs. */
export interface BusinessClock {
  readonly business_ms: number
  readonly heard_ms: number
  readonly rate: number
}

export function businessClock(told: Pick<Config, 'business_now' | 'clock_rate'>, heardMs: number): BusinessClock {
  return { business_ms: Date.parse(told.business_now), heard_ms: heardMs, rate: told.clock_rate }
}

export function businessNow(clock: BusinessClock, realMs: number): Date {
  return new Date(clock.business_ms + (realMs - clock.heard_ms) * clock.rate)
}

/** Business seconds left until `deadline`, never below zero. */
export function secondsLeft(deadline: Moment, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(deadline) - now.getTime()) / 1000))
}

const two = (n: number): string => String(n).padStart(2, '0')

const DAYS = {
  zh: (d: number, h: number) => `${d} 天 ${h} 小时`,
  en: (d: number, h: number) => `${d} d ${h} h`,
}

/** `04:59` under an hour, `3:04:59` under a day, `2 d 5 h` above. */
export function countdownText(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (h >= 24) return say(DAYS, language, Math.floor(h / 24), h % 24)
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}
