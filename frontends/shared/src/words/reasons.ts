import type { Text } from '../api/contract'
import { plain } from './statuses'

export type ReasonTable = Readonly<Record<string, Text>>

/** Why a worker declines an offer. */
export const DECLINE_REASONS: ReasonTable = {
  too_far: { zh: '太远', en: 'Too far' },
  schedule_conflict: { zh: '时间冲突', en: 'Clashes with my day' },
  wrong_skill: { zh: '不是我的专长', en: 'Not my trade' },
  no_parts: { zh: '没有配件或工具', en: 'No parts or tools' },
  unwell: { zh: '身体不适', en: 'Not feeling well' },
  other: { zh: '其他', en: 'Other' },
}

/** Why a worker gives a job back. */
export const DROP_REASONS: ReasonTable = {
  vehicle_trouble: { zh: '车辆故障', en: 'Vehicle trouble' },
  running_late: { zh: '上一单超时', en: 'Last job ran over' },
  unwell: { zh: '身体不适', en: 'Not feeling well' },
  emergency: { zh: '家中急事', en: 'Family emergency' },
  wrong_skill: { zh: '不是我的专长', en: 'Not my trade' },
  other: { zh: '其他', en: 'Other' },
}

/** Why a reviewer rejects an order. */
export const REJECT_REASONS: ReasonTable = {
  out_of_scope: { zh: '不在服务范围', en: 'Out of scope' },
  unsafe: { zh: '存在安全隐患', en: 'Not safe to do' },
  duplicate: { zh: '重复下单', en: 'Ordered twice' },
  unclear: { zh: '信息不清', en: 'Not clear enough' },
  no_capacity: { zh: '暂无人手', en: 'No capacity' },
  other: { zh: '其他', en: 'Other' },
}

/** Why a homeowner cancels. */
export const CANCEL_REASONS: ReasonTable = {
  plans_changed: { zh: '计划有变', en: 'Plans changed' },
  wrong_details: { zh: '信息填错了', en: 'I made a mistake' },
  solved: { zh: '问题已解决', en: 'Solved by itself' },
  waited_too_long: { zh: '等太久了', en: 'Took too long' },
  other: { zh: '其他', en: 'Other' },
}

/** What a homeowner says in one tap about a visit. */
export const REVIEW_TAGS: ReasonTable = {
  on_time: { zh: '准时', en: 'On time' },
  friendly: { zh: '态度好', en: 'Friendly' },
  skilled: { zh: '手艺好', en: 'Skilled' },
  tidy: { zh: '收拾干净', en: 'Left it tidy' },
  explained_well: { zh: '讲解清楚', en: 'Explained well' },
  fair_price: { zh: '价格合理', en: 'Fair price' },
}

/** The tags offered when the stars are few. */
export const REVIEW_TAGS_LOW: ReasonTable = {
  late: { zh: '迟到', en: 'Late' },
  unfriendly: { zh: '态度差', en: 'Unfriendly' },
  poor_work: { zh: '没修好', en: 'Poor work' },
  messy: { zh: '没收拾', en: 'Left a mess' },
  unclear_price: { zh: '价格不清', en: 'Price unclear' },
}

/** Every reason of the system's own, as an order's history shows it. */
const SYSTEM_REASONS: ReasonTable = {
  no_information: { zh: '没有收到补充信息', en: 'No information came' },
  window_passed: { zh: '预约时间已过', en: 'The window passed' },
  did_not_depart: { zh: '师傅未按时出发', en: 'The worker did not set off in time' },
  no_show: { zh: '师傅未出发', en: 'The worker did not set off' },
}

const ALL: ReasonTable = {
  ...SYSTEM_REASONS,
  ...REVIEW_TAGS_LOW,
  ...REVIEW_TAGS,
  ...CANCEL_REASONS,
  ...REJECT_REASONS,
  ...DROP_REASONS,
  ...DECLINE_REASONS,
}

/** A code becomes its words; words that somebody typed stay as they are. */
export function reasonText(reason: string): Text {
  return ALL[reason] ?? (/^[a-z]+(_[a-z]+)*$/.test(reason) ? plain(reason) : { zh: reason, en: reason })
}

const SKILLS: ReasonTable = {
  plumbing: { zh: '水管', en: 'Plumbing' },
  drains: { zh: '疏通', en: 'Drains' },
  unclogging: { zh: '疏通', en: 'Unclogging' },
  electrical: { zh: '电工', en: 'Electrical' },
  appliance_cleaning: { zh: '家电清洗', en: 'Appliance cleaning' },
  appliance_repair: { zh: '家电维修', en: 'Appliance repair' },
  appliance: { zh: '家电', en: 'Appliances' },
  cleaning: { zh: '保洁', en: 'Cleaning' },
  locks: { zh: '开锁换锁', en: 'Locks' },
  locksmith: { zh: '开锁换锁', en: 'Locks' },
  carpentry: { zh: '木工', en: 'Carpentry' },
  painting: { zh: '粉刷', en: 'Painting' },
}

export function skillText(skill: string): Text {
  return SKILLS[skill] ?? plain(skill)
}
