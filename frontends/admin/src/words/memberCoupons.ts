import { words } from './common'

export const MEMBER_COUPONS = words({
  title: { zh: '优惠券', en: 'Coupons' },
  empty: { zh: '没有本地区的优惠券', en: 'No coupons of this region' },
  until: { zh: (day: string) => `${day}前有效`, en: (day: string) => `until ${day}` },
  gone: { zh: '优惠已下线', en: 'What it unlocked is gone' },
  free: { zh: '未领取', en: 'Unclaimed' },
  owned: { zh: '可用', en: 'Unused' },
  reserved: { zh: '已用在未完成的订单上', en: 'Set aside for an order' },
  used: { zh: '已使用', en: 'Used' },
  lapsed: { zh: '已过期', en: 'Expired' },
  revoked: { zh: '已收回', en: 'Taken back' },
  order: { zh: '订单', en: 'Order' },
  giveBack: { zh: '退还', en: 'Give back' },
  sure: { zh: (name: string) => `退还已使用的券：${name}？`, en: (name: string) => `Give the used coupon back: ${name}?` },
  hint: {
    zh: '会员可以再用一次，至少保留规则的宽限期；已享受的优惠不会收回。',
    en: 'The member may use it once more, for the grace of the policy at least. What it took off the order stays off.',
  },
  done: { zh: (day: string) => `已退还，${day}前有效`, en: (day: string) => `Given back, until ${day}` },
})
