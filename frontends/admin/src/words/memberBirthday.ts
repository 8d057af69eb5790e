import { words } from './common'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

export const MEMBER_BIRTHDAY = words({
  title: { zh: '生日', en: 'Birthday' },
  day: { zh: (month: number, day: number) => `${month}月${day}日`, en: (month: number, day: number) => `${day} ${MONTHS[month - 1]}` },
  none: { zh: '会员还没有填写', en: 'The member has not told one' },
  correct: { zh: '更正', en: 'Correct' },
  hint: {
    zh: '会员一年内不能再改。同一年只庆祝一次。原因和更正人会一直保留。',
    en: 'The member cannot change it for a year. No year is celebrated twice. The reason and who did it are kept for good.',
  },
  month: { zh: '月', en: 'Month' },
  dayOfMonth: { zh: '日', en: 'Day' },
  dayWrong: { zh: '没有这一天', en: 'No year has this day' },
  reason: { zh: '原因', en: 'Reason' },
  reasonMissing: { zh: '请写明原因', en: 'Please say why' },
  done: { zh: '生日已更正', en: 'The birthday is corrected' },
  corrected: { zh: (before: string, reason: string) => `原为${before}：${reason}`, en: (before: string, reason: string) => `was ${before}: ${reason}` },
})
