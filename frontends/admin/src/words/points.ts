import type { PointsTotals, Text } from '@shared/api'
import { plain } from '@shared/words'
import { words } from './common'

export const POINTS = words({
  title: { zh: '积分', en: 'Points' },
  members: { zh: '会员', en: 'Members' },
  adjustments: { zh: '调整审批', en: 'Adjustments' },
  report: { zh: '报表', en: 'Report' },
  byPhone: { zh: '按手机号查找会员', en: 'Find a member by phone' },
  find: { zh: '查找', en: 'Find' },
  findHint: {
    zh: '输入手机号，或在订单页点击“业主积分”。',
    en: 'Type a phone number, or follow “Their points” on an order.',
  },
  chooseTitle: { zh: '还没有选择会员', en: 'No member chosen' },
  available: { zh: '可用', en: 'Available' },
  pending: { zh: '待到账', en: 'Pending' },
  held: { zh: '预留中', en: 'Held' },
  debt: { zh: '欠分', en: 'Debt' },
  next: { zh: '最近到期', en: 'Expires next' },
  never: { zh: '无', en: 'Nothing' },
  asOf: { zh: '截至', en: 'As of' },
  now: { zh: '现在', en: 'Now' },
  pastHint: { zh: '过去某一刻的积分，不含当时的预留明细', en: 'The points of a past moment; holds are listed for now only' },
  lots: { zh: '批次', en: 'Lots' },
  noLots: { zh: '没有余额批次', en: 'No lot with points' },
  holds: { zh: '预留', en: 'Holds' },
  noHolds: { zh: '没有预留', en: 'No open hold' },
  origin: { zh: '来源', en: 'From' },
  left: { zh: '剩余', en: 'Left' },
  of: { zh: (n: string) => `共 ${n}`, en: (n: string) => `of ${n}` },
  expires: { zh: '到期', en: 'Expires' },
  usableFrom: { zh: '可用于', en: 'Usable from' },
  lapses: { zh: '失效', en: 'Lapses' },
  policy: { zh: (v: number) => `规则 v${v}`, en: (v: number) => `rules v${v}` },
  history: { zh: '明细', en: 'History' },
  noHistory: { zh: '还没有任何变动', en: 'Nothing has happened yet' },
  when: { zh: '时间', en: 'When' },
  change: { zh: '变动', en: 'Change' },
  why: { zh: '原因', en: 'Why' },
  order: { zh: '订单', en: 'Order' },
  lot: { zh: '批次', en: 'Lot' },
  rule: { zh: '规则', en: 'Rules' },
  showLot: { zh: '只看这一批次', en: 'Follow this lot' },
  allLots: { zh: '显示全部批次', en: 'Show all lots' },
  adjust: { zh: '调整积分', en: 'Adjust points' },
  adjustOf: { zh: (name: string) => `调整 ${name} 的积分`, en: (name: string) => `Adjust the points of ${name}` },
  adjustHint: {
    zh: '超过上限的调整需要另一位同事审批。原因会写入账本。',
    en: 'Above the limit a second person has to approve it. The reason is kept in the books.',
  },
  give: { zh: '增加', en: 'Give' },
  take: { zh: '扣除', en: 'Take' },
  amount: { zh: '数量', en: 'Points' },
  reason: { zh: '原因', en: 'Reason' },
  amountWrong: { zh: '请输入大于零的整数', en: 'Enter a whole number above zero' },
  reasonMissing: { zh: '请写明原因', en: 'Please say why' },
  propose: { zh: '提交', en: 'Submit' },
  booked: { zh: '已记账', en: 'Booked' },
  needsSecond: { zh: '已提交，等待另一位同事审批', en: 'Submitted; a second person has to approve it' },
})

export const ADJUSTMENTS = words({
  proposed: { zh: '待审批', en: 'To decide' },
  approved: { zh: '已批准', en: 'Approved' },
  refused: { zh: '已拒绝', en: 'Refused' },
  member: { zh: '会员', en: 'Member' },
  proposedAt: { zh: '提交时间', en: 'Proposed' },
  decidedAt: { zh: '处理时间', en: 'Decided' },
  approve: { zh: '批准', en: 'Approve' },
  refuse: { zh: '拒绝', en: 'Refuse' },
  yours: { zh: '由您提交，需另一位同事审批', en: 'Yours: somebody else has to decide' },
  emptyTitle: { zh: '没有待审批的调整', en: 'Nothing to decide' },
  empty: { zh: '超过上限的调整会出现在这里。', en: 'Adjustments above the limit appear here.' },
  none: { zh: '没有记录', en: 'None so far' },
  done: { zh: '已处理', en: 'Decided' },
})

export const REPORT = words({
  title: { zh: '积分报表', en: 'Points report' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到（含当天）', en: 'Up to and including' },
  thisMonth: { zh: '本月', en: 'This month' },
  lastMonth: { zh: '上月', en: 'Last month' },
  last90: { zh: '近 90 天', en: 'Last 90 days' },
  worth: { zh: '每 1000 分价值', en: '1,000 points are worth' },
  csv: { zh: '导出 CSV', en: 'Export CSV' },
  audit: { zh: '核对账本', en: 'Check the books' },
  auditFine: {
    zh: (journals: number, postings: number) => `账本无误：${journals} 笔分录、${postings} 条明细全部相符`,
    en: (journals: number, postings: number) => `The books are right: ${journals} journals and ${postings} postings fit`,
  },
  auditBad: { zh: (n: number) => `发现 ${n} 处不符`, en: (n: number) => `${n} findings` },
  movements: { zh: '期间变动', en: 'In the period' },
  movementsHint: { zh: '点击数字查看明细', en: 'Click a number to see its rows' },
  standing: { zh: '未清余额', en: 'Outstanding' },
  opening: { zh: '期初', en: 'At the start' },
  closing: { zh: '期末', en: 'At the end' },
  net: { zh: '合计', en: 'Net' },
  liability: { zh: '负债', en: 'Liability' },
  liabilityHint: {
    zh: (n: string, broken: string) => `${n} 分，已扣除预计不会使用的 ${broken} 分`,
    en: (n: string, broken: string) => `${n} points, net of ${broken} that we expect to end unused`,
  },
  breakage: { zh: '未使用率', en: 'Breakage' },
  breakageHint: { zh: '已有结果的积分中，未使用就到期的占比', en: 'Of the points whose fate is known, those that ended unused' },
  wrongPeriod: { zh: '结束日期早于开始日期', en: 'The period ends before it starts' },
  kind: { zh: '类型', en: 'Kind' },
  noRows: { zh: '这段时间没有明细', en: 'No rows in this period' },
  due: { zh: '到期待记账', en: 'Due, not booked yet' },
  managers: { zh: '报表只对主管开放', en: 'Reports are for managers' },
})

/** The totals of a period, in the order in which an accountant reads them. */
export const TOTALS = words({
  issued: { zh: '发放', en: 'Issued' },
  used: { zh: '使用', en: 'Used' },
  refunded: { zh: '退回', en: 'Refunded' },
  expired: { zh: '过期', en: 'Expired' },
  reversed: { zh: '收回', en: 'Taken back' },
  adjusted: { zh: '调整', en: 'Adjusted' },
} satisfies Record<keyof PointsTotals, Text>)

const KINDS: Readonly<Record<string, Text>> = {
  adjusted: { zh: '调整', en: 'Adjusted' },
  captured: { zh: '预留已用', en: 'Hold used' },
  earned: { zh: '获得', en: 'Earned' },
  expired: { zh: '过期', en: 'Expired' },
  gifted: { zh: '赠送', en: 'Gifted' },
  held: { zh: '预留', en: 'Held' },
  matured: { zh: '到账', en: 'Matured' },
  refunded: { zh: '退回', en: 'Refunded' },
  released: { zh: '释放', en: 'Released' },
  repaid: { zh: '抵欠', en: 'Repaid' },
  reversed: { zh: '收回', en: 'Taken back' },
  spent: { zh: '使用', en: 'Spent' },
}

const ORIGINS: Readonly<Record<string, Text>> = {
  adjustment: { zh: '人工调整', en: 'Adjustment' },
  gift: { zh: '赠送', en: 'Gift' },
  order: { zh: '订单', en: 'Order' },
  refund: { zh: '退款', en: 'Refund' },
  review: { zh: '评价', en: 'Review' },
}

export const kindText = (kind: string): Text => KINDS[kind] ?? plain(kind)
export const originText = (origin: string): Text => ORIGINS[origin] ?? plain(origin)
