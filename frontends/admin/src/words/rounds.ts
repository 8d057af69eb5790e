import type { Text } from '@shared/api'
import { plain } from '@shared/words'
import { words } from './common'

export const ROUNDS = words({
  title: { zh: '派单记录', en: 'Rounds' },
  back: { zh: '返回调度台', en: 'Back to the board' },
  all: { zh: '全部', en: 'All' },
  round: { zh: '自动', en: 'Automatic' },
  run: { zh: '人工计算', en: 'Run by hand' },
  empty: { zh: '还没有派单记录', en: 'No round is kept yet' },
  asked: { zh: '时间', en: 'Asked' },
  kind: { zh: '类型', en: 'Kind' },
  given: { zh: '派出', en: 'Given' },
  planned: { zh: '排入计划', en: 'Planned' },
  solver: { zh: '算法', en: 'Decided by' },
  took: { zh: '用时', en: 'Took' },
  engine: { zh: '引擎版本', en: 'Engine' },
  ms: { zh: (n: number) => `${n} 毫秒`, en: (n: number) => `${n} ms` },
  replay: { zh: '重放', en: 'Replay' },
  hint: {
    zh: '用当时的问题重新计算一遍并比较，不会改动任何订单。',
    en: 'Asks the question of then once more and compares; no order is touched.',
  },
  same: { zh: '答案相同', en: 'The same answer' },
  otherOrder: { zh: '人选相同，派出次序不同', en: 'The same people, in another order' },
  differs: { zh: (n: number) => `${n} 单的人选不同`, en: (n: number) => `${n} went to somebody else` },
  nobody: { zh: '无人', en: 'nobody' },
  change: {
    zh: (then: string, now: string) => `当时 ${then}，现在 ${now}`,
    en: (then: string, now: string) => `then ${then}, now ${now}`,
  },
  intact: { zh: '记录完好', en: 'the row is as it was written' },
  unsealed: { zh: '旧版记录，没有校验值', en: 'an older row, without a digest' },
})

const CAUSES: Readonly<Record<string, Text>> = {
  row_changed: { zh: '记录已被改动', en: 'the row was changed' },
  other_engine: { zh: '引擎版本不同', en: 'another engine version' },
  other_streets: { zh: '道路数据与当时不同', en: 'the streets are not those of then' },
  cut_short: { zh: '有一次计算被限时中断，结果不同说明不了什么', en: 'one answer was cut short by the clock: a different one proves nothing' },
}

const SOLVED: Readonly<Record<string, Text>> = {
  certified: { zh: '已证明最优', en: 'proven optimal' },
  as_asked: { zh: '按规则', en: 'as the rule says' },
  deadline: { zh: '超时', en: 'out of time' },
  process_died: { zh: '计算进程中断', en: 'the solver died' },
  refused_by_check: { zh: '未通过检验', en: 'refused by the check' },
  solver_failed: { zh: '计算失败', en: 'the solver failed' },
  warming_up: { zh: '内核编译中', en: 'kernels were being compiled' },
}

export const causeText = (cause: string): Text => CAUSES[cause] ?? plain(cause)
export const solvedText = (reason: string): Text => SOLVED[reason] ?? plain(reason)
