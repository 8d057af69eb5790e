import type { Moment } from '../api/contract'
import type { Language } from '../i18n/text'
import { say } from '../i18n/text'

export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** 0 is Sunday. */
  readonly weekday: number
}

const DAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const DAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment on the wall clock of `timeZone`; on a platform without Intl, on the phone's own. */
export function localTime(moment: Moment | Date, timeZone: string): LocalTime {
  const date = typeof moment === 'string' ? new Date(moment) : moment
  return viaIntl(date, timeZone) ?? ofDevice(date)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function viaIntl(date: Date, timeZone: string): LocalTime | null {
  if (typeof Intl === 'undefined' || typeof Intl.DateTimeFormat !== 'function') return null
  try {
    const parts: Record<string, number> = {}
    for (const { type, value } of formatOf(timeZone).formatToParts(date)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
    return { year, month, day, hour: hour % 24, minute, weekday }
  } catch {
    return null
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

function ofDevice(date: Date): LocalTime {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    weekday: date.getDay(),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-11-22`, the day as the API takes it. */
export function dayKey(moment: Moment | Date, timeZone: string): string {
  const { year, month, day } = localTime(moment, timeZone)
  return `${year}-${two(month)}-${two(day)}`
}

/** `14:05` */
export function hourMinute(moment: Moment | Date, timeZone: string): string {
  const { hour, minute } = localTime(moment, timeZone)
  return `${two(hour)}:${two(minute)}`
}

const DATE = {
  zh: (at: LocalTime) => `${at.month}月${at.day}日 ${DAYS_ZH[at.weekday]}`,
  en: (at: LocalTime) => `${DAYS_EN[at.weekday]} ${at.day} ${MONTHS_EN[at.month - 1]}`,
}
const DATE_OF_ANOTHER_YEAR = {
  zh: (at: LocalTime) => `${at.year}年${at.month}月${at.day}日`,
  en: (at: LocalTime) => `${at.day} ${MONTHS_EN[at.month - 1]} ${at.year}`,
}
const TODAY = { zh: () => '今天', en: () => 'Today' }
const TOMORROW = { zh: () => '明天', en: () => 'Tomorrow' }

/** `Today`, `Tomorrow`, `Wed 25 Nov` or, in another year, `25 Nov 2028`. */
export function dayName(moment: Moment | Date, now: Date, timeZone: string, language: Language): string {
  const key = dayKey(moment, timeZone)
  if (key === dayKey(now, timeZone)) return say(TODAY, language)
  if (key === nextDay(dayKey(now, timeZone))) return say(TOMORROW, language)
  const at = localTime(moment, timeZone)
  return say(at.year === localTime(now, timeZone).year ? DATE : DATE_OF_ANOTHER_YEAR, language, at)
}

/** The day after `2026-02-28`. */
export function nextDay(day: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}

/**
 * The moment at which clocks of `timeZone` show `2026-09-06T00:00`; where they jump over it, the first one after.
 *
 * Of two such moments (clocks set back) it is the earlier one.
 */
export function momentOf(local: string, timeZone: string): Moment {
  const wanted = Date.parse(`${local}Z`)
  const offsets = [-36, 36].map((hours) => shownAt(wanted + hours * 3_600_000, timeZone) - (wanted + hours * 3_600_000))
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b)
  const exact = candidates.find((at) => shownAt(at, timeZone) === wanted)
  return new Date(exact ?? (candidates[1] as number)).toISOString().replace('.000Z', 'Z')
}

/** What the clocks show, read as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localTime(new Date(at), timeZone)
  return Date.UTC(year, month - 1, day, hour, minute)
}

/** Noon of a day key is in that day in every zone that people live in. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** `Today 14:00–15:00` */
export function windowText(start: Moment, end: Moment, now: Date, timeZone: string, language: Language): string {
  return `${dayName(start, now, timeZone, language)} ${hourMinute(start, timeZone)}–${hourMinute(end, timeZone)}`
}

/** `Today 14:05` */
export function momentText(moment: Moment, now: Date, timeZone: string, language: Language): string {
  return `${dayName(moment, now, timeZone, language)} ${hourMinute(moment, timeZone)}`
}

const MINUTES = { zh: (n: number) => `${n} 分钟`, en: (n: number) => `${n} min` }
const HOURS = {
  zh: (h: number, m: number) => (m === 0 ? `${h} 小时` : `${h} 小时 ${m} 分`),
  en: (h: number, m: number) => (m === 0 ? `${h} h` : `${h} h ${m} min`),
}

/** `45 min`, `1 h 30 min`; rounded to minutes, never below one. */
export function durationText(seconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return say(MINUTES, language, minutes)
  return say(HOURS, language, Math.floor(minutes / 60), minutes % 60)
}
