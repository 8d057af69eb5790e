import type { KnownStatus, OrderStatus, Text } from '../api/contract'

/** Where an order stands, as an admin reads it. */
export const STATUS_WORDS: Readonly<Record<KnownStatus, Text>> = {
  PENDING_REVIEW: { zh: '待审核', en: 'In review' },
  INFO_REQUESTED: { zh: '待补充', en: 'Info requested' },
  READY: { zh: '待派单', en: 'Ready to dispatch' },
  OFFERED: { zh: '派单中', en: 'Offered' },
  ACCEPTED: { zh: '已接单', en: 'Accepted' },
  EN_ROUTE: { zh: '在路上', en: 'On the way' },
  ARRIVED: { zh: '已到达', en: 'Arrived' },
  IN_SERVICE: { zh: '服务中', en: 'In service' },
  AWAITING_CONFIRMATION: { zh: '待确认', en: 'To be confirmed' },
  COMPLETED: { zh: '已完成', en: 'Completed' },
  REJECTED: { zh: '未通过', en: 'Rejected' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
  CLOSED_UNSERVED: { zh: '未能安排', en: 'Not served' },
}

/** The same, as the homeowner hears it. */
export const STATUS_FOR_HOMEOWNER: Readonly<Record<KnownStatus, Text>> = {
  PENDING_REVIEW: { zh: '正在审核您的订单', en: 'We are checking your order' },
  INFO_REQUESTED: { zh: '我们有个问题想问您', en: 'We have a question for you' },
  READY: { zh: '正在为您挑选师傅', en: 'Finding the right worker' },
  OFFERED: { zh: '正在联系师傅', en: 'Asking a worker near you' },
  ACCEPTED: { zh: '师傅已接单', en: 'Your worker is booked' },
  EN_ROUTE: { zh: '师傅正在路上', en: 'Your worker is on the way' },
  ARRIVED: { zh: '师傅到了', en: 'Your worker is at the door' },
  IN_SERVICE: { zh: '正在服务', en: 'Work in progress' },
  AWAITING_CONFIRMATION: { zh: '请确认是否完成', en: 'Is everything done?' },
  COMPLETED: { zh: '服务已完成', en: 'All done' },
  REJECTED: { zh: '订单未通过审核', en: 'We could not take this order' },
  CANCELLED: { zh: '订单已取消', en: 'Cancelled' },
  CLOSED_UNSERVED: { zh: '抱歉，这次没能安排上', en: 'Sorry, nobody was free' },
}

/** The same, as the worker reads it at arm's length. */
export const STATUS_FOR_WORKER: Readonly<Record<KnownStatus, Text>> = {
  ...STATUS_WORDS,
  OFFERED: { zh: '等您答复', en: 'Waiting for you' },
  ACCEPTED: { zh: '待出发', en: 'To set off' },
  EN_ROUTE: { zh: '在路上', en: 'On the way' },
  ARRIVED: { zh: '已到门口', en: 'At the door' },
  IN_SERVICE: { zh: '施工中', en: 'Working' },
  AWAITING_CONFIRMATION: { zh: '等业主确认', en: 'Owner to confirm' },
}

export type StatusVoice = Readonly<Record<KnownStatus, Text>>

/** A status that this client does not know shows its own name, in words rather than capitals. */
export function statusText(status: OrderStatus, voice: StatusVoice = STATUS_WORDS): Text {
  return (voice as Readonly<Record<string, Text>>)[status] ?? plain(status)
}

/** `SOME_NEW_STATE` becomes `Some new state` in both languages. */
export function plain(code: string): Text {
  const words = code.replace(/[_-]+/g, ' ').trim().toLowerCase()
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  return { zh: text, en: text }
}

export type Tone = 'waiting' | 'asking' | 'moving' | 'good' | 'ended'

const TONES: Readonly<Record<KnownStatus, Tone>> = {
  PENDING_REVIEW: 'waiting',
  INFO_REQUESTED: 'asking',
  READY: 'waiting',
  OFFERED: 'waiting',
  ACCEPTED: 'moving',
  EN_ROUTE: 'moving',
  ARRIVED: 'moving',
  IN_SERVICE: 'moving',
  AWAITING_CONFIRMATION: 'asking',
  COMPLETED: 'good',
  REJECTED: 'ended',
  CANCELLED: 'ended',
  CLOSED_UNSERVED: 'ended',
}

/** Which colour a status takes; unknown ones wait. */
export function toneOf(status: OrderStatus): Tone {
  return (TONES as Readonly<Record<string, Tone>>)[status] ?? 'waiting'
}

const ENDED: readonly OrderStatus[] = ['COMPLETED', 'REJECTED', 'CANCELLED', 'CLOSED_UNSERVED']

/** Nothing more happens to it, a review apart. Unknown statuses count as open. */
export function isEnded(status: OrderStatus): boolean {
  return ENDED.includes(status)
}
