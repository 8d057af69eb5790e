import type { BoardWorker, Id, OrderStatus, Point, UnassignedOrder } from '@shared/api'
import type { Feature, FeatureCollection, LineString, Point as GeoPoint } from 'geojson'
import { earliestFirst } from '@/rules/moments'
import type { Ghost } from '@/features/board/boardRules'

export interface PinProperties {
  readonly id: Id
  readonly kind: 'order' | 'visit' | 'worker'
  readonly title: string
  readonly colour: string
  readonly is_selected: boolean
  readonly is_faint: boolean
  /** Greater ones are drawn above. */
  readonly rank: number
}

export interface PinSources {
  readonly workers: readonly BoardWorker[]
  readonly unassigned: readonly UnassignedOrder[]
  readonly orderId: Id | null
  readonly workerId: Id | null
  readonly colourOf: (status: OrderStatus) => string
  readonly orderTitle: (order: UnassignedOrder) => string
}

const pin = (point: Point, properties: PinProperties): Feature<GeoPoint, PinProperties> => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
  properties,
})

const WORKER_COLOUR = '#1f3a68'
const OFF_COLOUR = '#98a4b3'
const URGENT_COLOUR = '#c62f26'

/** Unassigned orders and planned visits as pins. */
export function orderPins(from: PinSources): FeatureCollection<GeoPoint, PinProperties> {
  const waiting = from.unassigned.map((order) =>
    pin(order.point, {
      id: order.id,
      kind: 'order',
      title: from.orderTitle(order),
      colour: order.is_urgent ? URGENT_COLOUR : from.colourOf(order.status),
      is_selected: order.id === from.orderId,
      is_faint: false,
      rank: order.is_urgent ? 2 : 1,
    }),
  )
  const planned = from.workers.flatMap((worker) =>
    worker.visits.map((visit) =>
      pin(visit.point, {
        id: visit.order_id,
        kind: 'visit',
        title: `${visit.number} · ${worker.name}`,
        colour: from.colourOf(visit.status),
        is_selected: visit.order_id === from.orderId,
        is_faint: from.workerId !== null && worker.id !== from.workerId,
        rank: 0,
      }),
    ),
  )
  return { type: 'FeatureCollection', features: [...planned, ...waiting] }
}

/** One place, as a pin of its own. */
export function placePin(id: Id, point: Point, title: string, colour: string): FeatureCollection<GeoPoint, PinProperties> {
  const only = pin(point, { id, kind: 'order', title, colour, is_selected: true, is_faint: false, rank: 1 })
  return { type: 'FeatureCollection', features: [only] }
}

export function workerPins(from: PinSources): FeatureCollection<GeoPoint, PinProperties> {
  const features = from.workers.map((worker) =>
    pin(worker.point, {
      id: worker.id,
      kind: 'worker',
      title: worker.name,
      colour: worker.on_duty ? WORKER_COLOUR : OFF_COLOUR,
      is_selected: worker.id === from.workerId,
      is_faint: !worker.on_duty,
      rank: worker.on_duty ? 1 : 0,
    }),
  )
  return { type: 'FeatureCollection', features }
}

/** Lines from workers to the orders that a preview would give them, or along the selected worker's day. */
export function links(
  ghosts: readonly Ghost[],
  from: Pick<PinSources, 'workers' | 'unassigned' | 'workerId'>,
): FeatureCollection<LineString, { is_preview: boolean }> {
  const workers = new Map(from.workers.map((worker) => [worker.id, worker]))
  const orders = new Map(from.unassigned.map((order) => [order.id, order.point]))
  const features: Feature<LineString, { is_preview: boolean }>[] = []
  const draw = (points: readonly Point[], is_preview: boolean): void => {
    const coordinates = points.map(({ lon, lat }) => [lon, lat])
    if (coordinates.length > 1) features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: { is_preview } })
  }
  for (const ghost of ghosts) {
    const worker = workers.get(ghost.worker_id)
    const order = orders.get(ghost.order_id)
    if (worker && order) draw([worker.point, order], true)
  }
  const selected = from.workerId === null ? undefined : workers.get(from.workerId)
  if (selected) {
    const day = [...selected.visits].sort((a, b) => earliestFirst(a.start, b.start))
    draw([selected.point, ...day.map(({ point }) => point)], false)
  }
  return { type: 'FeatureCollection', features }
}
