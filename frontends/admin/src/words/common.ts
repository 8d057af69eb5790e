import type { Text } from '@shared/api'
import type { Saying } from '@shared/i18n'

/** Makes the compiler hold every entry to both languages. */
export const words = <T extends Readonly<Record<string, Text | Saying<never>>>>(table: T): T => table

export const COMMON = words({
  product: { zh: 'Callout 调度台', en: 'Callout desk' },
  loading: { zh: '正在加载…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  cancel: { zh: '返回', en: 'Back' },
  close: { zh: '关闭', en: 'Close' },
  save: { zh: '保存', en: 'Save' },
  send: { zh: '确定', en: 'Confirm' },
  all: { zh: '全部', en: 'All' },
  refresh: { zh: '刷新', en: 'Refresh' },
  search: { zh: '搜索', en: 'Search' },
  more: { zh: '加载更多', en: 'Load more' },
  previous: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  page: { zh: (n: number) => `第 ${n} 页`, en: (n: number) => `Page ${n}` },
  urgent: { zh: '加急', en: 'Urgent' },
  inHall: { zh: '抢单大厅', en: 'In hall' },
  nobody: { zh: '未指派', en: 'Nobody yet' },
  none: { zh: '无', en: 'None' },
  km: { zh: (km: string) => `${km} 公里`, en: (km: string) => `${km} km` },
  done: { zh: '已完成', en: 'Done' },
  keys: { zh: '快捷键', en: 'Keyboard' },
  moved: { zh: '情况有变，已刷新到最新', en: 'Things changed meanwhile; this is the latest' },
})

export const SHELL = words({
  review: { zh: '审核', en: 'Review' },
  board: { zh: '调度', en: 'Dispatch' },
  orders: { zh: '订单', en: 'Orders' },
  exceptions: { zh: '异常', en: 'Exceptions' },
  workers: { zh: '师傅', en: 'Workers' },
  points: { zh: '积分', en: 'Points' },
  campaigns: { zh: '活动', en: 'Campaigns' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  language: { zh: 'English', en: '中文' },
  switchLanguage: { zh: 'Switch to English', en: '切换到中文' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  region: { zh: '城市', en: 'Region' },
  live: { zh: '实时', en: 'Live' },
  connecting: { zh: '连接中', en: 'Connecting' },
  waiting: { zh: '已断开，正在重连', en: 'Disconnected, retrying' },
  off: { zh: '离线', en: 'Offline' },
  help: { zh: '快捷键一览', en: 'Keyboard shortcuts' },
  goReview: { zh: '去审核', en: 'Go to review' },
  skip: { zh: '跳到内容', en: 'Skip to content' },
})

export const CLOCK = words({
  title: { zh: '业务时钟', en: 'Business clock' },
  why: {
    zh: '所有期限都按业务时间计算。演示时可以加快或前移，无法后退。',
    en: 'Every deadline runs on business time. In a demo it can run faster or jump ahead, never back.',
  },
  rate: { zh: '速度', en: 'Speed' },
  ahead: { zh: '前移', en: 'Jump ahead' },
  times: { zh: (n: number) => `${n} 倍`, en: (n: number) => `${n}×` },
  minutes: { zh: (n: number) => `${n} 分钟`, en: (n: number) => `${n} min` },
  hours: { zh: (n: number) => `${n} 小时`, en: (n: number) => `${n} h` },
  moved: { zh: '业务时钟已调整', en: 'The business clock was moved' },
})

export const SIGN_IN = words({
  title: { zh: '登录调度台', en: 'Sign in to the desk' },
  lead: { zh: '审核、派单与异常处理', en: 'Review, dispatch and exceptions' },
  username: { zh: '用户名', en: 'Username' },
  password: { zh: '密码', en: 'Password' },
  totp: { zh: '动态验证码', en: 'One-time code' },
  totpHint: { zh: '仅在账号已开启两步验证时填写', en: 'Only if your account uses two-step sign-in' },
  submit: { zh: '登录', en: 'Sign in' },
  ended: { zh: '登录已过期，请重新登录', en: 'Your session has ended; please sign in again' },
  down: { zh: '暂时连不上服务器，恢复后会自动继续', en: 'The server cannot be reached; this page goes on by itself when it is back' },
  notStaff: { zh: '这个账号没有管理权限', en: 'This account has no access to the desk' },
  missing: { zh: '请填写用户名和密码', en: 'Enter your username and password' },
})
