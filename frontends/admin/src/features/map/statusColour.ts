import type { OrderStatus } from '@shared/api'

const known = new Map<OrderStatus, string>()

/** The colour of a status as the style sheet has it, for canvases that no style sheet reaches. */
export function statusColour(status: OrderStatus): string {
  const remembered = known.get(status)
  if (remembered !== undefined) return remembered
  const probe = document.createElement('i')
  probe.dataset.status = status
  document.body.append(probe)
  const colour = getComputedStyle(probe).getPropertyValue('--st-ink').trim() || '#46535f'
  probe.remove()
  known.set(status, colour)
  return colour
}
