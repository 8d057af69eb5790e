import { afterEach, expect, test, vi } from 'vitest'
import type { MyCoupon } from '@shared/api'
import { ref } from 'vue'
import { useMemberCoupons } from '@/features/points/useMemberCoupons'
import { REGION_ID } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

afterEach(() => vi.unstubAllGlobals())

const LIST = (member: string): string => `/regions/${REGION_ID}/members/${member}/coupons`
const BACK = `/regions/${REGION_ID}/coupons/c/return`
const coupon = (status: MyCoupon['coupon']['status']): MyCoupon => ({
  region_id: REGION_ID,
  unlocks: { zh: '八五折', en: '15 % off' },
  is_usable: status === 'owned',
  coupon: { id: 'c', batch: 'flash', promotion: 'gift', code: 'K7WQ-3MZP-X2HJ', status, member_id: 'm', order_id: null, given_at: '2026-03-01T12:00:00Z', expires_at: '2026-04-01T12:00:00Z' },
})

test('a used coupon is given back after a yes, not before, and looked at again', async () => {
  let status: MyCoupon['coupon']['status'] = 'used'
  const server = fakeServer({
    [`GET ${LIST('m')}`]: () => ({ items: [coupon(status)] }),
    [`POST ${BACK}`]: () => coupon((status = 'owned')).coupon,
  })
  const model = inApp(() => useMemberCoupons(() => 'm'))
  await settled()
  await model.confirm()
  model.ask(model.list.data.value![0]!)
  model.dismiss()
  await model.confirm()
  expect(server.sent('POST', BACK)).toHaveLength(0)
  model.ask(model.list.data.value![0]!)
  await model.confirm()
  expect(server.sent('POST', BACK)).toHaveLength(1)
  expect([model.asked.value, model.list.data.value?.map((one) => one.coupon.status)]).toEqual([null, ['owned']])
})

test('a refusal closes the question and shows what the coupon is now', async () => {
  const server = fakeServer({
    [`GET ${LIST('m')}`]: () => ({ items: [coupon('used')] }),
    [`POST ${BACK}`]: () => new Refusal(409, 'coupon_changed'),
  })
  const model = inApp(() => useMemberCoupons(() => 'm'))
  await settled()
  model.ask(model.list.data.value![0]!)
  await model.confirm()
  expect([model.asked.value, model.isBusy.value, server.sent('GET', LIST('m')).length]).toEqual([null, false, 2])
})

test('with another member in view nothing of the first one can be given back', async () => {
  fakeServer({ [`GET ${LIST('m')}`]: () => ({ items: [coupon('used')] }), [`GET ${LIST('n')}`]: () => ({ items: [] }) })
  const id = ref('m')
  const model = inApp(() => useMemberCoupons(() => id.value))
  await settled()
  model.ask(model.list.data.value![0]!)
  id.value = 'n'
  await settled()
  expect([model.asked.value, model.list.data.value]).toEqual([null, []])
})
