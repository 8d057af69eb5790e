import type { KnownAction, OrderAction, Text } from '../api/contract'
import { plain } from './statuses'

/** What a button says. */
export const ACTION_WORDS: Readonly<Record<KnownAction, Text>> = {
  submit: { zh: '提交', en: 'Order' },
  approve: { zh: '通过', en: 'Approve' },
  reject: { zh: '拒绝', en: 'Reject' },
  ask: { zh: '追问', en: 'Ask' },
  answer: { zh: '回复', en: 'Answer' },
  lapse: { zh: '超时关闭', en: 'Lapse' },
  escalate: { zh: '升级', en: 'Escalate' },
  offer: { zh: '派单', en: 'Offer' },
  assign: { zh: '指派', en: 'Assign' },
  open_hall: { zh: '放入抢单大厅', en: 'Open to all' },
  grab: { zh: '抢单', en: 'Take it' },
  accept: { zh: '接单', en: 'Accept' },
  decline: { zh: '不接', en: 'Decline' },
  expire_offer: { zh: '派单过期', en: 'Offer expires' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  exhaust: { zh: '本轮结束', en: 'Round over' },
  drop: { zh: '退单', en: 'Give back' },
  reassign: { zh: '改派', en: 'Reassign' },
  no_show: { zh: '未出发', en: 'No-show' },
  close_unserved: { zh: '无法安排', en: 'Close unserved' },
  depart: { zh: '出发', en: 'Set off' },
  arrive: { zh: '我到了', en: 'I am here' },
  start: { zh: '开始服务', en: 'Start work' },
  complete: { zh: '完成服务', en: 'Finish' },
  not_done: { zh: '还没做好', en: 'Not done yet' },
  confirm: { zh: '确认完成', en: 'Yes, all done' },
  review: { zh: '评价', en: 'Review' },
  cancel: { zh: '取消订单', en: 'Cancel order' },
  force_close: { zh: '强制关闭', en: 'Force close' },
  flag_late: { zh: '标记迟到', en: 'Flag as late' },
}

export function actionText(action: OrderAction): Text {
  return (ACTION_WORDS as Readonly<Record<string, Text>>)[action] ?? plain(action)
}

/** What happened, as a line of an order's history. */
const PAST: Partial<Readonly<Record<KnownAction, Text>>> = {
  submit: { zh: '提交了订单', en: 'Ordered' },
  approve: { zh: '审核通过', en: 'Approved' },
  reject: { zh: '审核未通过', en: 'Rejected' },
  ask: { zh: '请业主补充信息', en: 'Asked the homeowner' },
  answer: { zh: '业主已回复', en: 'The homeowner answered' },
  lapse: { zh: '没有等到回复', en: 'No answer came' },
  escalate: { zh: '已升级给主管', en: 'Escalated to a manager' },
  offer: { zh: '已派给师傅', en: 'Offered to a worker' },
  assign: { zh: '已指派师傅', en: 'Worker assigned' },
  open_hall: { zh: '已放入抢单大厅', en: 'Opened to all workers' },
  grab: { zh: '师傅已抢单', en: 'Taken by a worker' },
  accept: { zh: '师傅已接单', en: 'Accepted' },
  decline: { zh: '师傅未接', en: 'Declined' },
  expire_offer: { zh: '派单已过期', en: 'Offer expired' },
  withdraw: { zh: '派单已撤回', en: 'Offer withdrawn' },
  exhaust: { zh: '本轮无人接单', en: 'Nobody took it this round' },
  drop: { zh: '师傅已退单', en: 'Given back by the worker' },
  reassign: { zh: '正在改派', en: 'Taken for reassignment' },
  no_show: { zh: '师傅未出发', en: 'The worker did not set off' },
  close_unserved: { zh: '未能安排', en: 'Closed unserved' },
  depart: { zh: '师傅已出发', en: 'Set off' },
  arrive: { zh: '师傅已到达', en: 'Arrived' },
  start: { zh: '开始服务', en: 'Work started' },
  complete: { zh: '服务完成', en: 'Work finished' },
  not_done: { zh: '业主说还没做好', en: 'The homeowner says it is not done' },
  confirm: { zh: '已确认完成', en: 'Confirmed' },
  review: { zh: '已评价', en: 'Reviewed' },
  cancel: { zh: '已取消', en: 'Cancelled' },
  force_close: { zh: '已强制关闭', en: 'Force-closed' },
  flag_late: { zh: '已标记迟到', en: 'Flagged as late' },
}

export function pastText(action: OrderAction): Text {
  return (PAST as Readonly<Record<string, Text>>)[action] ?? plain(action)
}

/** What a deadline brings, as the homeowner hears it; nothing is said of what they need not know. */
const CONSEQUENCES: Partial<Readonly<Record<KnownAction, Text>>> = {
  approve: { zh: '到时自动通过', en: 'then it is approved by itself' },
  escalate: { zh: '到时由主管处理', en: 'then a manager takes over' },
  lapse: { zh: '到时没有回复，订单会关闭', en: 'without an answer the order is closed then' },
  open_hall: { zh: '到时向附近所有师傅开放', en: 'then it opens to all workers near you' },
  expire_offer: { zh: '到时换下一位师傅', en: 'then we ask the next worker' },
  close_unserved: { zh: '到时仍无师傅，订单会免费关闭', en: 'if nobody is free by then, it closes free of charge' },
  no_show: { zh: '到时未出发，我们会换师傅', en: 'if not on the way by then, we send another worker' },
  flag_late: { zh: '到时我们会主动跟进', en: 'after that we follow up ourselves' },
  confirm: { zh: '到时自动确认完成', en: 'then it counts as confirmed' },
}

export function consequenceText(action: OrderAction | null): Text | null {
  return action === null ? null : ((CONSEQUENCES as Readonly<Record<string, Text>>)[action] ?? null)
}
