import { BUILD_LIMIT_MS, buildOf } from '../support'
import type { Page, Phone } from './phone'
import { goesTo, phoneOf, shows } from './world'

describe('the release mini program of homeowners', () => {
  let phone: Phone
  let ids: Awaited<ReturnType<typeof phoneOf>>['ids']
  let main: Page

  beforeAll(async () => {
    buildOf('homeowner', 'mp-weixin')
    const started = await phoneOf('homeowner')
    phone = started.phone
    ids = started.ids
    main = await phone.open('main')
  }, BUILD_LIMIT_MS)

  afterAll(() => expect(phone.faults).toEqual([]))

  it('shows what is under way first, then what can be had', async () => {
    await shows(main, '水管维修')
    const text = main.text()
    expect(text.indexOf('请确认是否完成')).toBeLessThan(text.indexOf('水管维修'))
  })

  it('fills the places in its sentences', async () => {
    await shows(main, '还有 2 单进行中')
    expect(main.text()).not.toMatch(/\{\w+\}/)
  })

  it('opens a category and goes to the order form of a service', async () => {
    await main.tap('category')
    await shows(main, '$24,900')
    await main.tap('service')
    await goesTo(main, /^\/pages\/order-form\/order-form\?service=/)
  })

  it('books again with one tap', async () => {
    await main.tap('again')
    await goesTo(main, /order-form\?service=.*&again=/)
  })

  it('shows orders, points and messages', async () => {
    for (const [tab, fact] of [['orders', '空调清洗'], ['points', '1,280'], ['inbox', '师傅出发了']] as const) {
      await main.tap(`tab-${tab}`)
      await shows(main, fact)
    }
  })

  it('orders with the next true slot already chosen', async () => {
    const form = await phone.open('order-form', { service: ids.service })
    await shows(form, '修水龙头')
    await shows(form, /预约 (今天|明天|\d+月)/)
    await form.tap('submit')
    await goesTo(form, /^\/pages\/order\/order\?id=/)
  })

  it('confirms a finished visit and asks how it was', async () => {
    const order = await phone.open('order', { id: ids.order })
    await shows(order, '师傅说已经做完了')
    await order.tap('confirm')
    await shows(order, '这次服务怎么样')
    await order.tap('star-5')
    await order.tap('send-review')
    await shows(order, '您的评价')
  })

  it('speaks English as soon as it is chosen', async () => {
    await main.tap('tab-me')
    await main.tap('language-en')
    await main.tap('tab-home')
    await shows(main, 'Plumbing')
    await shows(main, /\d more under way/)
  })
})
