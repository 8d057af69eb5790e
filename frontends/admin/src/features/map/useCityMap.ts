import 'maplibre-gl/dist/maplibre-gl.css'
import type { Id, Point, Region } from '@shared/api'
import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { bringIntoView, listenToPins, openMap } from './openMap'

interface CityMapSources {
  readonly region: () => Region | null
  readonly workers: () => FeatureCollection
  readonly orders: () => FeatureCollection
  readonly links: () => FeatureCollection
  readonly onPick?: (kind: string, id: Id) => void
  /** Where to look first; the whole region when there is nothing. */
  readonly focus?: () => Point | null
}

/** The map of a region: keeps our three layers over its streets up to date. */
export function useCityMap(box: Ref<HTMLElement | null>, sources: CityMapSources) {
  const hasFailed = ref(false)
  const layers = { workers: sources.workers, orders: sources.orders, links: sources.links }
  let map: MapLibre | null = null
  let isReady = false

  function open(): void {
    const region = sources.region()
    if (!box.value || region === null) return
    try {
      map = openMap(box.value, region, sources.focus?.() ?? null)
    } catch {
      hasFailed.value = true
      return
    }
    if (sources.onPick) listenToPins(map, sources.onPick)
    // Not 'load': pins must not wait until all streets are drawn.
    map.on('style.load', () => {
      isReady = true
      for (const [name, data] of Object.entries(layers)) draw(name, data())
    })
  }

  function draw(name: string, data: FeatureCollection): void {
    if (isReady) map?.getSource<GeoJSONSource>(name)?.setData(data)
  }

  function show(points: readonly Point[]): void {
    if (isReady && map) bringIntoView(map, points)
  }

  /** Looks at another place from the same height. */
  function centre({ lon, lat }: Point): void {
    map?.jumpTo({ center: [lon, lat] })
  }

  function close(): void {
    map?.remove()
    map = null
    isReady = false
  }

  const sizes = new ResizeObserver(() => map?.resize())
  onMounted(() => {
    open()
    if (box.value) sizes.observe(box.value)
  })
  onBeforeUnmount(() => {
    sizes.disconnect()
    close()
  })
  watch(() => sources.region()?.id, () => {
    close()
    open()
  })
  for (const [name, data] of Object.entries(layers)) watch(data, (changed) => draw(name, changed))

  return { hasFailed, show, centre }
}
