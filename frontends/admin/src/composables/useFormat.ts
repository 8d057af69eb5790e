import type { Id, Moment, OrderStatus, Text } from '@shared/api'
import { countdownText, dayName, distance, durationText, hourMinute, momentText, money, windowText } from '@shared/format'
import { plain, reasonText, skillText, statusText } from '@shared/words'
import { storeToRefs } from 'pinia'
import { useClock } from '@/stores/clock'
import { usePlace } from '@/stores/place'
import { usePreferences } from '@/stores/preferences'

/** Everything that turns a fact into text, in the chosen language and the region's time zone and currency. */
export function useFormat() {
  const preferences = usePreferences()
  const place = usePlace()
  const clock = useClock()
  const { language } = storeToRefs(preferences)
  const zone = (): string => place.region?.time_zone ?? 'UTC'
  const currency = () => ({
    currency: place.region?.currency ?? 'XXX',
    currency_exponent: place.region?.currency_exponent ?? 0,
  })

  return {
    t: preferences.t,
    language,
    zone,
    text: (text: Text | null | undefined): string => (text ? preferences.t(text) : ''),
    status: (status: OrderStatus): string => preferences.t(statusText(status)),
    reason: (code: string): string => preferences.t(reasonText(code)),
    skill: (skill: string): string => preferences.t(skillText(skill)),
    plain: (code: string): string => preferences.t(plain(code)),
    price: (minor: number): string => money(minor, currency()),
    hour: (at: Moment | Date): string => hourMinute(at, zone()),
    day: (at: Moment | Date): string => dayName(at, clock.now, zone(), language.value),
    moment: (at: Moment): string => momentText(at, clock.now, zone(), language.value),
    window: (start: Moment, end: Moment): string => windowText(start, end, clock.now, zone(), language.value),
    duration: (seconds: number): string => durationText(seconds, language.value),
    countdown: (seconds: number): string => countdownText(seconds, language.value),
    road: (metres: number | null): string => (metres === null ? '–' : distance(metres, language.value)),
    serviceName: (id: Id): string => preferences.t(place.services.get(id)?.name ?? plain(id)),
  }
}

export type Format = ReturnType<typeof useFormat>
