import type { Text } from '@shared/api'
import { plain } from '@shared/words'

const OFFERS: Readonly<Record<string, Text>> = {
  live: { zh: '等待答复', en: 'Waiting' },
  accepted: { zh: '已接', en: 'Accepted' },
  declined: { zh: '未接', en: 'Declined' },
  expired: { zh: '已过期', en: 'Expired' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

export function offerText(status: string): Text {
  return OFFERS[status] ?? plain(status)
}

/** Only an offer that still waits for its answer can be withdrawn. */
export function isLive(status: string): boolean {
  return status === 'live'
}

const FAILURES: Readonly<Record<string, Text>> = {
  skill_missing: { zh: '没有这项技能', en: 'Lacks the skill' },
  skill_level_low: { zh: '技能等级不够', en: 'Skill level too low' },
  skill_expired: { zh: '证书已过期', en: 'Certificate expired' },
  blocked_by_homeowner: { zh: '被业主屏蔽', en: 'Blocked by the homeowner' },
  declined_before: { zh: '之前拒过这单', en: 'Declined it before' },
  off_duty: { zh: '不在岗', en: 'Off duty' },
  outside_area: { zh: '不在服务范围', en: 'Outside their area' },
  too_far: { zh: '太远', en: 'Too far' },
  outside_shift: { zh: '不在班次内', en: 'Outside the shift' },
  on_leave: { zh: '请假', en: 'On leave' },
  day_full: { zh: '当天已排满', en: 'Day is full' },
  window_missed: { zh: '赶不上预约时段', en: 'Misses the window' },
  pushes_next_late: { zh: '会耽误下一单', en: 'Makes the next visit late' },
  ends_after_shift: { zh: '超过下班时间', en: 'Ends after the shift' },
}

const TRAVEL: Readonly<Record<string, Text>> = {
  car: { zh: '汽车', en: 'Car' },
  motorcycle: { zh: '摩托车', en: 'Motorcycle' },
  e_bike: { zh: '电动车', en: 'E-bike' },
  bicycle: { zh: '自行车', en: 'Bicycle' },
  foot: { zh: '步行', en: 'On foot' },
}

const SOLVERS: Readonly<Record<string, Text>> = {
  exact: { zh: '最优匹配', en: 'Exact matching' },
  greedy: { zh: '贪心（备用）', en: 'Greedy (fall-back)' },
  rule: { zh: '按规则', en: 'By rule' },
}

const ROLES: Readonly<Record<string, Text>> = {
  homeowner: { zh: '业主', en: 'Homeowner' },
  worker: { zh: '师傅', en: 'Worker' },
  reviewer: { zh: '审核员', en: 'Reviewer' },
  dispatcher: { zh: '调度员', en: 'Dispatcher' },
  manager: { zh: '主管', en: 'Manager' },
  system: { zh: '系统', en: 'System' },
}

export const travelText = (mode: string): Text => TRAVEL[mode] ?? plain(mode)
export const solverText = (solver: string): Text => SOLVERS[solver] ?? plain(solver)
export const roleText = (role: string): Text => ROLES[role] ?? plain(role)

/** Names a hard failure where only its code and how many it hit are known. */
export function failureText(code: string): Text {
  return FAILURES[code] ?? plain(code)
}
