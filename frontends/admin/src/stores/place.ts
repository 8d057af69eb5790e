import type { Config, Id, Region, Service } from '@shared/api'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api } from '@/api'
import { useClock } from './clock'

/** The region that this desk looks at, with its services. */
export const usePlace = defineStore('place', () => {
  const config = shallowRef<Config | null>(null)
  const regionId = ref<Id | null>(null)
  const services = shallowRef<ReadonlyMap<Id, Service>>(new Map())
  const region = computed<Region | null>(
    () => config.value?.regions.find(({ id }) => id === regionId.value) ?? config.value?.regions[0] ?? null,
  )

  /** @param own the account's region; null for somebody who sees all of them. */
  async function load(own: Id | null): Promise<void> {
    const loaded = await api.city.config()
    config.value = loaded
    regionId.value = own ?? loaded.regions[0]?.id ?? null
    useClock().hear({ business_now: loaded.business_now, rate: loaded.clock_rate, may_move: false })
    await loadServices()
  }

  async function loadServices(): Promise<void> {
    if (region.value === null) return
    const { categories } = await api.city.catalogue(region.value.id)
    services.value = new Map(categories.flatMap((category) => category.services.map((one) => [one.id, one])))
  }

  async function choose(id: Id): Promise<void> {
    regionId.value = id
    await loadServices()
  }

  return { config, region, services, load, choose }
})
