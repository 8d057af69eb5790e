import type { Text } from '@shared/api'
import type { Saying } from '@shared/i18n'
import { words } from './common'

export const WAYS = words({
  fits: { zh: '满足以下条件即可安排：', en: 'Would fit if: ' },
  and: { zh: '，且', en: ', and ' },
  hasRoom: { zh: (who: string) => `${who} 有空档，下一轮会询问`, en: (who: string) => `${who} has room; a later round asks` },
  confirmed: { zh: '已核实', en: 'checked' },
  unconfirmed: { zh: '未核实', en: 'not checked' },
  confirmedHint: {
    zh: '按此放宽后的计划已通过检验，其他安排不变；若允许改派他人，也许放宽更少即可。',
    en: 'A plan with exactly this relaxed was made and passed the check; nothing else changes hands. Were others to change hands, less might do.',
  },
  unconfirmedHint: { zh: '没有按此放宽做过计划。', en: 'No plan with this relaxed has been made.' },
  unserved: { zh: '无人可派', en: 'Nobody' },
  terms: { zh: '成本构成', en: 'Cost' },
  winsBy: {
    zh: (less: string) => `少跑 ${less} 就会被选中`,
    en: (less: string) => `would have won with ${less} less travel`,
  },
  behind: { zh: (n: string) => `高 ${n}`, en: (n: string) => `${n} more` },
  regret: {
    zh: (n: string) => `选他会使整轮至少多花 ${n}`,
    en: (n: string) => `choosing them would cost the round ${n} more at least`,
  },
})

type Condition = Saying<[string, number]>

/** Each rule as the condition under which it would hold: whose, and how many minutes, metres or visits. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  opens_late: { zh: (who, n) => `允许 ${who} 比预约时段早 ${n} 分钟开始`, en: (who, n) => `${who} might begin ${n} min before the window` },
  closes_early: { zh: (who, n) => `允许 ${who} 比预约时段晚 ${n} 分钟开始`, en: (who, n) => `${who} might begin ${n} min after the window` },
  next_opens_late: { zh: (who, n) => `允许 ${who} 的另一单早 ${n} 分钟`, en: (who, n) => `another visit of ${who} might begin ${n} min early` },
  next_closes_early: { zh: (who, n) => `允许 ${who} 的另一单晚 ${n} 分钟`, en: (who, n) => `another visit of ${who} might begin ${n} min late` },
  shift_ends: { zh: (who, n) => `${who} 晚 ${n} 分钟下班`, en: (who, n) => `${who}’s shift were ${n} min longer` },
  visits_cap: { zh: (who, n) => `${who} 每班可多接 ${n} 单`, en: (who, n) => `${who} might do ${n} more in the shift` },
  time_cap: { zh: (who, n) => `${who} 的工作量上限多 ${n} 分钟`, en: (who, n) => `${who} might work ${n} min more of the shift` },
  skill_missing: { zh: (who) => `${who} 有这项技能`, en: (who) => `${who} had the skill` },
  skill_level_low: { zh: (who, n) => `${who} 的技能等级更高（现为 ${n} 级）`, en: (who, n) => `${who} were more skilled than level ${n}` },
  skill_expired: { zh: (who) => `${who} 的证书届时有效`, en: (who) => `${who}’s certificate were still valid then` },
  blocked_by_homeowner: { zh: (who) => `业主没有屏蔽 ${who}`, en: (who) => `the homeowner had not blocked ${who}` },
  declined_before: { zh: (who) => `${who} 没有拒过这单`, en: (who) => `${who} had not declined it before` },
  off_duty: { zh: (who) => `${who} 在岗`, en: (who) => `${who} were on duty` },
  outside_area: { zh: (who) => `${who} 的服务范围包括这里`, en: (who) => `${who} served this area` },
  too_far: { zh: (who, n) => `允许 ${who} 跑 ${n} 米`, en: (who, n) => `${who} might come from ${n} m away` },
}
const IN_SECONDS = new Set(['opens_late', 'closes_early', 'next_opens_late', 'next_closes_early', 'shift_ends', 'time_cap'])

/** The condition in words; a rule that this screen does not know comes as the server words it. */
export function conditionText(code: string, amount: number, who: string, told: Text): Text {
  const saying = CONDITIONS[code]
  const n = IN_SECONDS.has(code) ? Math.ceil(amount / 60) : amount
  return saying ? { zh: saying.zh(who, n), en: saying.en(who, n) } : { zh: `${who}：${told.zh}`, en: `${who}: ${told.en}` }
}
