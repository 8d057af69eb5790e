import { afterEach, describe, expect, test, vi } from 'vitest'
import type { OrderDetail, OrderPrice, Refund } from '@shared/api'
import { ref } from 'vue'
import type { Ref } from 'vue'
import { leftOf, mayRefund, openLines, paidLines, wantedLines, wrongLines } from '@/features/orders/refundRules'
import { useRefunds } from '@/features/orders/useRefunds'
import { anOrder } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

afterEach(() => vi.unstubAllGlobals())

const PAID = [{ line: 'service', amount_minor: 18000 }, { line: 'parts', amount_minor: 5000 }]
const refund = (line: string, amount_minor: number): Refund =>
  ({ id: 'r', order_id: 'order-1', number: 1, amount_minor, points_minor: 0, lines: [{ line, amount_minor }], points_back: 0, points_taken: 0, points_owed: 0, reason: '', granted_at: '' })

describe('what can be refunded', () => {
  const lines = openLines(PAID, [refund('service', 6000), refund('service', 2000)])

  test('is what was paid for each line less what went back', () => {
    expect(lines.map(({ left_minor }) => left_minor)).toEqual([10000, 5000])
    expect(leftOf(lines)).toBe(15000)
  })

  test('is nothing before the order is completed or after all went back', () => {
    expect(mayRefund({ status: 'COMPLETED' }, lines)).toBe(true)
    expect(mayRefund({ status: 'IN_SERVICE' }, lines)).toBe(false)
    expect(mayRefund({ status: 'COMPLETED' }, openLines(PAID.slice(0, 1), [refund('service', 18000)]))).toBe(false)
  })

  test('is refused line by line where more is typed than is left', () => {
    const form = { isWhole: false, amounts: { service: '10001', parts: '12,5' }, reason: '' }
    expect(wrongLines(form, lines, 0)).toEqual(['service', 'parts'])
    expect(wrongLines({ ...form, isWhole: true }, lines, 0)).toEqual([])
  })

  test('is asked for as lines with an amount, or as all that is left', () => {
    const form = { isWhole: false, amounts: { service: '100', parts: '' }, reason: '' }
    expect(wantedLines(form, lines, 0)).toEqual([{ line: 'service', amount_minor: 100 }])
    expect(wantedLines({ ...form, isWhole: true }, lines, 0)).toBeNull()
  })
})

const PRICED = { price: { lines: [{ id: 'service', price_minor: 18000 }] } } as unknown as OrderPrice

test('what was paid for a line is its price after discounts', () => {
  expect(paidLines(PRICED)).toEqual([{ line: 'service', amount_minor: 18000 }])
})

describe('the refund of an order', () => {
  const order = ref({ ...anOrder({ status: 'COMPLETED' }) }) as unknown as Ref<OrderDetail>

  test('needs a reason, carries the version that was seen, and looks again', async () => {
    const given: Refund[] = []
    const server = fakeServer({
      'GET /orders/order-1/price': () => PRICED,
      'GET /orders/order-1/refunds': () => ({ items: given }),
      'POST /orders/order-1/refunds': () => given[given.push(refund('service', 18000)) - 1],
    })
    const onDone = vi.fn(async () => undefined)
    const refunding = inApp(() => useRefunds(order, onDone))
    await settled()
    expect(refunding.isAllowed.value).toBe(true)
    refunding.open()
    await refunding.submit()
    expect(server.sent('POST', '/orders/order-1/refunds')).toHaveLength(0)
    refunding.form.reason = ' nobody came '
    await refunding.submit()
    expect(server.sent('POST', '/orders/order-1/refunds')[0]?.body).toEqual({ expected_version: 3, reason: 'nobody came', lines: null })
    expect([refunding.isOpen.value, refunding.isAllowed.value, onDone.mock.calls.length]).toEqual([false, false, 1])
  })

  test('by line is not sent empty, and stays on screen when it is refused', async () => {
    const server = fakeServer({
      'GET /orders/order-1/price': () => PRICED,
      'GET /orders/order-1/refunds': () => ({ items: [] }),
      'POST /orders/order-1/refunds': () => new Refusal(422, 'refund_exceeds_paid'),
    })
    const refunding = inApp(() => useRefunds(order, async () => undefined))
    await settled()
    refunding.open()
    Object.assign(refunding.form, { isWhole: false, reason: 'x' })
    await refunding.submit()
    expect([refunding.faults.value.isEmpty, server.sent('POST', '/orders/order-1/refunds').length]).toEqual([true, 0])
    refunding.form.amounts.service = '5000'
    expect(refunding.total.value).toBe(5000)
    await refunding.submit()
    expect(server.sent('POST', '/orders/order-1/refunds')[0]?.body).toMatchObject({ lines: [{ line: 'service', amount_minor: 5000 }] })
    expect(refunding.isOpen.value).toBe(true)
  })
})
