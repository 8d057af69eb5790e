import type { Json, PriceChange, RefusalReason, Text } from '../api/contract'
import type { Saying } from '../i18n/text'
import { plain } from './statuses'

/** Why a promotion or a code did not apply. */
export const REFUSALS: Readonly<Record<RefusalReason, Text>> = {
  budget_exceeded: { zh: '活动预算已用完', en: 'The budget of this campaign is used up' },
  code_twice: { zh: '同一个券码用了两次', en: 'The same code was given twice' },
  code_unknown: { zh: '没有这个券码', en: 'We do not know this code' },
  condition_not_met: { zh: '不符合使用条件', en: 'Its conditions are not met' },
  coupon_expired: { zh: '券已过期', en: 'It has expired' },
  coupon_in_use: { zh: '已用在另一个订单上', en: 'It is set aside for another order' },
  coupon_used: { zh: '券已使用', en: 'It was used before' },
  device_unknown: { zh: '此优惠按设备限量，但未识别到设备', en: 'It is limited by device, and we were told of none' },
  ended: { zh: '活动已结束', en: 'The campaign is over' },
  group_lost: { zh: '已有更优惠的活动', en: 'Another offer of its kind saves more' },
  limit_reached: { zh: '使用次数已到上限', en: 'Its limit is reached' },
  max_uses_reached: { zh: '名额已用完', en: 'All of them are used' },
  member_limit_reached: { zh: '您的使用次数已到上限', en: 'You have used it as often as one may' },
  min_qty_not_met: { zh: '数量不够', en: 'Too few for it' },
  min_spend_not_met: { zh: '金额不够', en: 'The order is too small for it' },
  not_in_best: { zh: '不用它更省', en: 'The best deal does without it' },
  not_published: { zh: '活动尚未发布', en: 'The campaign is not published' },
  not_started: { zh: '活动还没开始', en: 'The campaign has not started' },
  nothing_to_discount: { zh: '没有可以优惠的项目', en: 'Nothing in this order that it could discount' },
  out_of_hours: { zh: '不在活动时段', en: 'Outside its hours' },
  paused: { zh: '活动已暂停', en: 'The campaign is paused' },
  too_many: { zh: '同时使用的优惠太多', en: 'Too many offers at once' },
}

export const refusalText = (reason: string): Text =>
  (REFUSALS as Readonly<Record<string, Text>>)[reason] ?? plain(reason)

/** What conditions read, by its name in the rules. */
const READINGS: Readonly<Record<string, Text>> = {
  amount: { zh: '订单金额', en: 'Amount of the order' },
  units: { zh: '数量', en: 'Units' },
  line_units: { zh: '单项数量', en: 'Units of one line' },
  lines: { zh: '项目数', en: 'Lines' },
  'member.tier': { zh: '会员等级', en: 'Membership tier' },
  'member.tags': { zh: '会员标签', en: 'Tags of the member' },
  'member.is_new': { zh: '新会员', en: 'New member' },
  'member.spent_minor': { zh: '累计消费', en: 'Spent so far' },
  'member.orders_completed': { zh: '完成订单数', en: 'Completed orders' },
  'member.points_available': { zh: '可用积分', en: 'Points to use' },
  'member.days_since_sign_up': { zh: '注册天数', en: 'Days since sign-up' },
  'member.days_since_last_order': { zh: '距上次下单天数', en: 'Days since the last order' },
  'member.days_to_birthday': { zh: '距生日天数', en: 'Days to the birthday' },
  'member.streak': { zh: '连续次数', en: 'Streak' },
  'member.referrals': { zh: '推荐人数', en: 'Referrals' },
  'place.region': { zh: '城市', en: 'Region' },
  'place.community': { zh: '小区', en: 'Community' },
  'order.channel': { zh: '下单渠道', en: 'Channel' },
  'order.is_urgent': { zh: '加急', en: 'Urgent' },
  'order.nth': { zh: '第几单', en: 'Which order it is' },
  'order.lead_days': { zh: '提前天数', en: 'Days ahead' },
  'visit.weekday': { zh: '上门星期', en: 'Weekday of the visit' },
  'visit.clock': { zh: '上门时间', en: 'Time of the visit' },
  'now.weekday': { zh: '今天星期', en: 'Weekday now' },
  'now.clock': { zh: '当前时间', en: 'Time now' },
  'now.month_day': { zh: '当月第几天', en: 'Day of the month' },
  'event.stars': { zh: '星级', en: 'Stars' },
  'event.photos': { zh: '照片数', en: 'Photos' },
  'event.text_length': { zh: '评价字数', en: 'Length of the text' },
  'event.note': { zh: '备注', en: 'Note' },
}

/** The fields that a rule may read, in the order of the list. */
export const FIELDS: readonly string[] = Object.keys(READINGS).filter((name) => name.includes('.'))

export const readingText = (name: string): Text => READINGS[name] ?? plain(name)

const MONEY: readonly string[] = ['amount', 'member.spent_minor']
const WEEKDAYS = { zh: ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }

/** A value of a reading in words: money, weekday and clock as people write them. */
export function valueText(reading: string, value: Json | undefined, price: (minor: number) => string): Text {
  if (typeof value === 'number') {
    if (MONEY.includes(reading)) return same(price(value))
    if (reading.endsWith('.weekday')) return { zh: WEEKDAYS.zh[value] ?? String(value), en: WEEKDAYS.en[value] ?? String(value) }
    if (reading.endsWith('.clock')) return same(clockText(value))
    return same(String(value))
  }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (Array.isArray(value)) return same(value.join(', '))
  return value === null || value === undefined ? { zh: '未知', en: 'not known' } : same(String(value))
}

const same = (text: string): Text => ({ zh: text, en: text })
const two = (n: number): string => String(n).padStart(2, '0')

/** Minutes of the day as `08:30`. */
export const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

const MORE: Saying<[string]> = { zh: (price) => `再加 ${price} 即可使用`, en: (price) => `${price} more and it applies` }
const LESS: Saying<[string]> = { zh: (price) => `减少 ${price} 即可使用`, en: (price) => `${price} less and it applies` }

/** The smallest change that makes a refused offer apply, in one line; null where there is none. */
export function remedyText(changes: readonly PriceChange[] | null, price: (minor: number) => string): Text | null {
  if (changes === null || changes.length === 0) return null
  const parts = changes.map((change) => changeText(change, price))
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

function changeText({ reading, to, by, element }: PriceChange, price: (minor: number) => string): Text {
  if (reading === 'amount' && by !== null) {
    const saying = by > 0 ? MORE : LESS
    return { zh: saying.zh(price(Math.abs(by))), en: saying.en(price(Math.abs(by))) }
  }
  const name = readingText(reading)
  if (element !== null) {
    return to === true
      ? { zh: `${name.zh}包含“${element}”`, en: `${name.en} with “${element}”` }
      : { zh: `${name.zh}不含“${element}”`, en: `${name.en} without “${element}”` }
  }
  const value = valueText(reading, to, price)
  return { zh: `${name.zh}：${value.zh}`, en: `${name.en}: ${value.en}` }
}
