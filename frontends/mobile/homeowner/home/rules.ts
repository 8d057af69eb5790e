import type { OrderSummary, Service } from '@shared/api/contract'
import { isEnded, toneOf } from '@shared/words'
import type { Tone } from '@shared/words'

const URGENCY: readonly Tone[] = ['asking', 'moving', 'waiting']

/** Open orders, the one that needs its owner first; then the one whose window comes first. */
export function openOrders(orders: readonly OrderSummary[]): readonly OrderSummary[] {
  const urgency = (order: OrderSummary): number => URGENCY.indexOf(toneOf(order.status))
  return orders
    .filter((order) => !isEnded(order.status))
    .sort((a, b) => urgency(a) - urgency(b) || a.window_start.localeCompare(b.window_start))
}

/** The last served order whose service can still be booked. */
export function orderToRepeat(
  orders: readonly OrderSummary[],
  serviceOf: (id: string) => Service | null,
): OrderSummary | null {
  const served = orders.filter((order) => order.status === 'COMPLETED' && serviceOf(order.service_id) !== null)
  return [...served].sort((a, b) => b.created_at.localeCompare(a.created_at))[0] ?? null
}

export type Greeting = 'greetingMorning' | 'greetingDay' | 'greetingEvening'

export function greetingAt(hour: number): Greeting {
  if (hour >= 4 && hour < 12) return 'greetingMorning'
  return hour >= 12 && hour < 18 ? 'greetingDay' : 'greetingEvening'
}
