import { t } from '@common/app/language'

/** What the screens of points say. */
export const words = {
  points: { zh: '我的积分', en: 'My points' },
  available: { zh: '可用积分', en: 'points to use' },
  pending: { zh: '待到账', en: 'Pending' },
  pendingHint: { zh: '服务满 7 天后到账', en: 'Yours a week after the visit' },
  held: { zh: '使用中', en: 'On hold' },
  heldHint: { zh: '已用在未完成的订单上，取消会退回', en: 'Set aside for open orders; back if you cancel' },
  debt: { zh: '欠分', en: 'Owed' },
  debtHint: { zh: '退款收回的积分已经用掉，会从下次所得中抵扣', en: 'A refund took back points already used; your next points pay for them' },
  expiring: {
    zh: (n: string, day: string) => `${n} 分将在${day}过期`,
    en: (n: string, day: string) => `${n} expire on ${day}`,
  },
  expiringAll: { zh: '查看全部到期时间', en: 'See when the rest expire' },
  expiringTitle: { zh: '哪些积分什么时候过期', en: 'What expires when' },
  expiringHint: { zh: '总是先用最早过期的积分', en: 'Those that end first are always used first' },
  history: { zh: '积分明细', en: 'History' },
  rules: { zh: (v: number) => `规则 v${v}`, en: (v: number) => `rules v${v}` },
  openOrder: { zh: '查看订单', en: 'See the order' },
  more: { zh: '更早的记录', en: 'Earlier' },
  empty: { zh: '还没有积分', en: 'No points yet' },
  emptyHint: { zh: '完成服务和写评价都能得积分', en: 'Finished visits and reviews earn them' },
  give: { zh: '送给家人朋友', en: 'Give to somebody' },
  giveTitle: { zh: '赠送积分', en: 'Give points' },
  giveTo: { zh: '对方的会员号', en: 'Their member number' },
  giveToHint: { zh: '在对方的这个页面底部', en: 'At the bottom of this sheet on their phone' },
  giveAmount: { zh: '送多少', en: 'How many' },
  giveAll: { zh: (n: string) => `最多 ${n}`, en: (n: string) => `${n} at most` },
  giveNote: { zh: '积分的到期时间不变，送出后不能收回', en: 'They keep their end date, and cannot be taken back' },
  giveNext: { zh: '下一步', en: 'Next' },
  giveSure: { zh: (n: string) => `确定送出 ${n} 积分？`, en: (n: string) => `Give ${n} points?` },
  giveYes: { zh: '确定送出', en: 'Yes, give them' },
  giveNo: { zh: '再想想', en: 'Not yet' },
  given: { zh: (n: string) => `已送出 ${n} 积分`, en: (n: string) => `${n} points given` },
  wrongNumber: { zh: '这不是会员号', en: 'That is not a member number' },
  ownNumber: { zh: '这是您自己的会员号', en: 'That is your own number' },
  tooMany: { zh: (n: string) => `您现在有 ${n} 可用积分`, en: (n: string) => `You have ${n} to use` },
  myNumber: { zh: '我的会员号', en: 'My member number' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
} as const

export function usePointsWords() {
  return { t, words }
}
