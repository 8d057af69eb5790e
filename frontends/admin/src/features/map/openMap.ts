import type { Id, Point, Region } from '@shared/api'
import { Map as MapLibre, Popup, setWorkerUrl } from 'maplibre-gl/dist/maplibre-gl-csp'
import type { LngLatBoundsLike, MapGeoJSONFeature } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url'
import { basemapUrl } from '@/api'
import { PIN_LAYERS, cityStyle } from './style'

setWorkerUrl(workerUrl)

/** From here on single pins can be told apart. */
const LEGIBLE_ZOOM = 11.5
const FOCUS_ZOOM = 13
/** A pointer need not hit a pin exactly. */
const REACH_PX = 4

/** A map of the region, looking at `focus` or at all of it. Throws where the browser has no WebGL. */
export function openMap(container: HTMLElement, region: Region, focus: Point | null): MapLibre {
  const [west, south, east, north] = region.bounds
  return new MapLibre({
    container,
    style: cityStyle(new URL(basemapUrl(region.id), location.href).href),
    ...(focus
      ? { center: [focus.lon, focus.lat], zoom: FOCUS_ZOOM }
      : { bounds: [west, south, east, north], fitBoundsOptions: { padding: 16 } }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    keyboard: false,
    fadeDuration: 0,
  })
}

function pinAt(map: MapLibre, { x, y }: { x: number; y: number }): MapGeoJSONFeature | undefined {
  if (!map.getLayer(PIN_LAYERS[0])) return undefined
  const around: [[number, number], [number, number]] = [[x - REACH_PX, y - REACH_PX], [x + REACH_PX, y + REACH_PX]]
  return map.queryRenderedFeatures(around, { layers: [...PIN_LAYERS] })[0]
}

/** Names a pin under the pointer and tells which one was clicked. */
export function listenToPins(map: MapLibre, onPick: (kind: string, id: Id) => void): void {
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 10, className: 'pin-tip' })
  map.on('click', (event) => {
    const pin = pinAt(map, event.point)
    if (pin) onPick(String(pin.properties.kind), String(pin.properties.id))
  })
  map.on('mousemove', (event) => {
    const pin = pinAt(map, event.point)
    map.getCanvas().style.cursor = pin ? 'pointer' : ''
    if (pin?.geometry.type !== 'Point') {
      popup.remove()
      return
    }
    const [lon = 0, lat = 0] = pin.geometry.coordinates
    popup.setLngLat([lon, lat]).setText(String(pin.properties.title)).addTo(map)
  })
  map.on('mouseout', () => popup.remove())
}

/** Brings points into view: no nearer than streets can be told apart, and not at all when they are seen well already. */
export function bringIntoView(map: MapLibre, points: readonly Point[]): void {
  if (points.length === 0) return
  const seen = map.getBounds()
  const areAllSeen = points.every(({ lon, lat }) => seen.contains([lon, lat]))
  if (areAllSeen && map.getZoom() >= LEGIBLE_ZOOM) return
  const lons = points.map(({ lon }) => lon)
  const lats = points.map(({ lat }) => lat)
  const around: LngLatBoundsLike = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
  map.fitBounds(around, { padding: 56, maxZoom: FOCUS_ZOOM, duration: 350 })
}
