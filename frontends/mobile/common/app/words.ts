import { t } from './language'

/** Words that both apps say. */
export const words = {
  back: { zh: '返回', en: 'Back' },
  close: { zh: '关闭', en: 'Close' },
  loading: { zh: '加载中', en: 'Loading' },
  retry: { zh: '再试一次', en: 'Try again' },
  send: { zh: '发送', en: 'Send' },
  other: { zh: '其他', en: 'Other' },
  offline: { zh: '没有网络，内容可能不是最新', en: 'No network; this may not be the latest' },
  tooOld: { zh: '版本太旧，请更新后使用', en: 'This version is too old; please update' },
  reconnecting: { zh: '正在重新连接…', en: 'Reconnecting…' },
  starsOf: { zh: (n: number) => `${n} 星`, en: (n: number) => `${n} of 5 stars` },

  hello: { zh: '手机号登录', en: 'Sign in by phone' },
  phone: { zh: '手机号', en: 'Phone number' },
  phoneHint: { zh: '请输入手机号', en: 'Your phone number' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: { zh: '短信里的数字', en: 'The digits in the message' },
  getCode: { zh: '获取验证码', en: 'Send me a code' },
  codeAgain: { zh: (s: number) => `${s} 秒后可重发`, en: (s: number) => `Send again in ${s} s` },
  codeSent: { zh: '验证码已发送', en: 'The code is on its way' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },

  inbox: { zh: '消息', en: 'Inbox' },
  inboxEmpty: { zh: '还没有消息', en: 'No messages yet' },
  inboxHint: { zh: '订单有进展时会在这里告诉您', en: 'News about your orders will be here' },
  language: { zh: '语言', en: 'Language' },
  me: { zh: '我的', en: 'Me' },
  today: { zh: '今天', en: 'Today' },
} as const

export function useCommonWords() {
  return { t, words }
}
