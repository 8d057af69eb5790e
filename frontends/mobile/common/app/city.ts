import { computed, ref } from 'vue'
import type { Catalogue, Config, Region, Service } from '@shared/api/contract'
import { readJson, writeJson } from '@shared/client'
import { businessClock, businessNow, money } from '@shared/format'
import { callout } from './callout'

const CONFIG_AT = 'callout.config'
const CATALOGUE_AT = 'callout.catalogue'

const config = ref<Config | null>(null)
const catalogue = ref<Catalogue | null>(null)
const heardAt = ref(Date.now())

/** The region of whoever is signed in, else the first: one installation serves few cities. */
const region = computed<Region | null>(() => {
  const regions = config.value?.regions ?? []
  const mine = callout().account.value?.region_id
  return regions.find((known) => known.id === mine) ?? regions[0] ?? null
})

/** Shows what was known last time at once; the network corrects it. */
export function recallCity(): void {
  const { store } = callout()
  config.value = readJson<Config>(store, CONFIG_AT)
  catalogue.value = readJson<Catalogue>(store, CATALOGUE_AT)
  if (config.value) heardAt.value = Date.now()
}

export async function fetchConfig(): Promise<void> {
  const { api, store } = callout()
  const asked = Date.now()
  config.value = await api.city.config()
  // Half of the way there and back is the best guess of when the server looked at its clock.
  heardAt.value = (asked + Date.now()) / 2
  writeJson(store, CONFIG_AT, config.value)
}

export async function fetchCatalogue(): Promise<void> {
  const { api, store } = callout()
  if (region.value === null) await fetchConfig()
  if (region.value === null) return
  catalogue.value = await api.city.catalogue(region.value.id)
  writeJson(store, CATALOGUE_AT, catalogue.value)
}

export function businessTime(): Date {
  if (config.value === null) return new Date()
  return businessNow(businessClock(config.value, heardAt.value), Date.now())
}

const DRIFT_MS = 5_000

/** Somebody moved the clock: what happens now happens later than we believe. */
export function followClock(seenAt: string): void {
  const isBehind = Date.parse(seenAt) - businessTime().getTime() > DRIFT_MS
  if (isBehind) void fetchConfig().catch(() => undefined)
}

export function serviceOf(id: string): Service | null {
  const all = catalogue.value?.categories.flatMap((category) => category.services) ?? []
  return all.find((service) => service.id === id) ?? null
}

/** The amount in its own currency, with as many decimals as that currency has. */
export function price(amountMinor: number, currency?: string): string {
  const known = config.value?.regions.find((one) => one.currency === currency) ?? region.value
  return money(amountMinor, known ?? { currency: currency ?? '', currency_exponent: 2 })
}

export function useCity() {
  const timeZone = computed(() => region.value?.time_zone ?? 'UTC')
  return { config, catalogue, region, timeZone, price, serviceOf, businessTime }
}
