import 'maplibre-gl/dist/maplibre-gl.css'
import type { Id, Point, Region } from '@shared/api'
import type { FeatureCollection } from 'geojson'
import { Map as MapLibre, Popup, setWorkerUrl } from 'maplibre-gl/dist/maplibre-gl-csp'
import type { GeoJSONSource, LngLatBoundsLike, MapGeoJSONFeature } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url'
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { basemapUrl } from '@/api'
import { PIN_LAYERS, cityStyle } from './style'

/** From here on single pins can be told apart. */
const LEGIBLE_ZOOM = 11.5
const FOCUS_ZOOM = 13

setWorkerUrl(workerUrl)

interface CityMapSources {
  readonly region: () => Region | null
  readonly workers: () => FeatureCollection
  readonly orders: () => FeatureCollection
  readonly links: () => FeatureCollection
  readonly onPick?: (kind: string, id: Id) => void
  /** Where to look first; the whole region when there is nothing. */
  readonly focus?: () => Point | null
}

/** The map of a region: draws our three layers over its streets and tells what was clicked. */
export function useCityMap(box: Ref<HTMLElement | null>, sources: CityMapSources) {
  const isReady = ref(false)
  const hasFailed = ref(false)
  let map: MapLibre | null = null
  let sizes: ResizeObserver | null = null
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10, className: 'pin-tip' })

  function open(): void {
    const region = sources.region()
    if (!box.value || region === null) return
    const [west, south, east, north] = region.bounds
    const focus = sources.focus?.()
    try {
      map = new MapLibre({
        container: box.value,
        style: cityStyle(new URL(basemapUrl(region.id), location.href).href),
        ...(focus ? {} : { bounds: [west, south, east, north], fitBoundsOptions: { padding: 16 } }),
        ...(focus ? { center: [focus.lon, focus.lat], zoom: FOCUS_ZOOM } : {}),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        keyboard: false,
        fadeDuration: 0,
      })
    } catch {
      hasFailed.value = true
      return
    }
    // Not 'load': pins must not wait until all streets are drawn.
    map.on('style.load', () => {
      isReady.value = true
      drawAll()
    })
    map.on('click', (event) => pickAt(event.point))
    map.on('mousemove', (event) => hoverAt(event.point))
    map.on('mouseout', () => popup.remove())
    sizes = new ResizeObserver(() => map?.resize())
    sizes.observe(box.value)
  }

  function pinAt(point: { x: number; y: number }): MapGeoJSONFeature | undefined {
    if (!map || !isReady.value) return undefined
    const around: [[number, number], [number, number]] = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]]
    return map.queryRenderedFeatures(around, { layers: [...PIN_LAYERS] })[0]
  }

  function pickAt(point: { x: number; y: number }): void {
    const pin = pinAt(point)
    if (pin) sources.onPick?.(String(pin.properties.kind), String(pin.properties.id))
  }

  function hoverAt(point: { x: number; y: number }): void {
    if (!map) return
    const pin = pinAt(point)
    map.getCanvas().style.cursor = pin ? 'pointer' : ''
    if (pin?.geometry.type !== 'Point') {
      popup.remove()
      return
    }
    const [lon = 0, lat = 0] = pin.geometry.coordinates
    popup.setLngLat([lon, lat]).setText(String(pin.properties.title)).addTo(map)
  }

  function draw(source: string, data: FeatureCollection): void {
    if (isReady.value) map?.getSource<GeoJSONSource>(source)?.setData(data)
  }

  function drawAll(): void {
    draw('workers', sources.workers())
    draw('orders', sources.orders())
    draw('links', sources.links())
  }

  /** Brings points into view: no nearer than streets can be told apart, and not at all when they are seen well already. */
  function show(points: readonly Point[]): void {
    if (!map || !isReady.value || points.length === 0) return
    const seen = map.getBounds()
    const areAllSeen = points.every(({ lon, lat }) => seen.contains([lon, lat]))
    if (areAllSeen && map.getZoom() >= LEGIBLE_ZOOM) return
    const lons = points.map(({ lon }) => lon)
    const lats = points.map(({ lat }) => lat)
    const around: LngLatBoundsLike = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
    map.fitBounds(around, { padding: 56, maxZoom: FOCUS_ZOOM, duration: 350 })
  }

  /** Looks at another place from the same height. */
  function centre(point: Point): void {
    if (isReady.value) map?.jumpTo({ center: [point.lon, point.lat] })
  }

  function close(): void {
    sizes?.disconnect()
    popup.remove()
    map?.remove()
    map = null
    isReady.value = false
  }

  onMounted(open)
  onBeforeUnmount(close)
  watch(() => sources.region()?.id, () => {
    close()
    open()
  })
  watch(sources.workers, (data) => draw('workers', data))
  watch(sources.orders, (data) => draw('orders', data))
  watch(sources.links, (data) => draw('links', data))

  return { isReady, hasFailed, show, centre }
}
