import type { OrderDetail } from '@shared/api'
import type { Format } from '@/composables/useFormat'
import type { Fact } from '@/parts/FactList.vue'
import { ORDER } from '@/words/orders'

/** The facts that one looks at first, as label and value. */
export function orderFacts(order: OrderDetail, format: Format): readonly Fact[] {
  const { t, text, price, window, moment, duration } = format
  const facts: Fact[] = [
    { label: t(ORDER.window), value: window(order.window_start, order.window_end) },
    { label: t(ORDER.price), value: price(order.price_minor) },
    { label: t(ORDER.address), value: `${order.address.line} ${order.address.unit}`.trim(), hint: text(order.address.community_name) },
  ]
  if (order.homeowner) {
    facts.push({ label: t(ORDER.homeowner), value: order.homeowner.name, hint: order.homeowner.phone_masked ?? '' })
  }
  if (order.visit) facts.push({ label: t(ORDER.duration), value: duration(order.visit.duration_s) })
  facts.push({ label: t(ORDER.ordered), value: moment(order.created_at) })
  return facts
}

/** Who comes, and how far the visit is. */
export function visitFacts(order: OrderDetail, { t, moment }: Format): readonly Fact[] {
  const { visit, worker } = order
  const facts: Fact[] = []
  if (worker) facts.push({ label: t(ORDER.worker), value: worker.name, hint: worker.phone_masked ?? '' })
  if (worker?.eta_at) facts.push({ label: t(ORDER.eta), value: moment(worker.eta_at) })
  const moments = [
    [ORDER.planned, visit?.planned_start],
    [ORDER.departed, visit?.departed_at],
    [ORDER.arrived, visit?.arrived_at],
    [ORDER.started, visit?.started_at],
    [ORDER.completed, visit?.completed_at],
  ] as const
  for (const [label, at] of moments) if (at) facts.push({ label: t(label), value: moment(at) })
  return facts
}
