import { t } from '@common/app/language'

/** What coupons, quotes and bills say. */
export const words = {
  coupons: { zh: '我的优惠券', en: 'My coupons' },
  openCoupons: { zh: '优惠券', en: 'Coupons' },
  empty: { zh: '还没有优惠券', en: 'No coupons yet' },
  emptyHint: { zh: '完成服务和活动时会有', en: 'Offers and finished visits bring them' },
  until: { zh: (day: string) => `${day}前有效`, en: (day: string) => `until ${day}` },
  unusable: { zh: '现在不能用', en: 'Not usable now' },
  used: { zh: '已使用', en: 'Used' },
  reserved: { zh: '已用在订单上', en: 'Set aside for an order' },
  lapsed: { zh: '已过期', en: 'Expired' },
  revoked: { zh: '已收回', en: 'Taken back' },
  claimable: { zh: '可以领取', en: 'To claim' },
  claim: { zh: '领取', en: 'Claim' },
  shop: { zh: '积分商城', en: 'Points shop' },
  buy: { zh: (n: string) => `${n} 积分`, en: (n: string) => `${n} points` },
  claimed: { zh: '已领取', en: 'Claimed' },
  gone: { zh: '已领完', en: 'All gone' },
  left: { zh: (n: string) => `剩 ${n} 张`, en: (n: string) => `${n} left` },
  typed: { zh: '有券码？', en: 'Have a code?' },
  codeHint: { zh: '输入券码', en: 'Type the code' },
  redeem: { zh: '放入我的券', en: 'Add it' },
  added: { zh: '已放入我的优惠券', en: 'It is yours now' },

  price: { zh: '价格明细', en: 'Price' },
  listed: { zh: '原价', en: 'List price' },
  byPoints: { zh: (n: string) => `积分抵扣（${n} 分）`, en: (n: string) => `Points (${n})` },
  due: { zh: '应付', en: 'To pay' },
  best: { zh: '已选好最省的组合', en: 'The best deal is chosen for you' },
  bestGap: { zh: (price: string) => `已选好目前最省的组合（差距不超过 ${price}）`, en: (price: string) => `The best deal we found; another might save up to ${price} more` },
  saves: { zh: (price: string) => `共省 ${price}`, en: (price: string) => `You save ${price}` },
  own: { zh: '按您的选择计算', en: 'As you chose' },
  useBest: { zh: '用最省的组合', en: 'Use the best deal' },
  choose: { zh: '选优惠券或输入券码', en: 'Coupons and codes' },
  chooseTitle: { zh: '选择优惠券', en: 'Choose a coupon' },
  noCoupon: { zh: '不用优惠券', en: 'No coupon' },
  applies: { zh: '已使用', en: 'In use' },
  usePoints: { zh: '用积分抵扣', en: 'Use points' },
  pointsHave: { zh: (n: string) => `共 ${n} 可用`, en: (n: string) => `${n} to use` },
  less: { zh: '少用一些', en: 'Fewer' },
  more: { zh: '多用一些', en: 'More' },
  apply: { zh: '使用', en: 'Apply' },
  changed: { zh: (before: string, now: string) => `价格刚刚从 ${before} 变为 ${now}，请确认后再预约`, en: (before: string, now: string) => `The price has just changed from ${before} to ${now}. Please look, then book again` },
  submitFor: { zh: (when: string, price: string) => `预约 ${when} · ${price}`, en: (when: string, price: string) => `Book ${when} · ${price}` },
  refunded: { zh: '已退款', en: 'Refunded' },
  pointsBack: { zh: (n: string) => `退回 ${n} 积分`, en: (n: string) => `${n} points back` },
} as const

export function useCouponWords() {
  return { t, words }
}
