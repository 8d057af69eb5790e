import { BUILD_LIMIT_MS, buildOf } from '../support'
import { settle } from './phone'
import type { Page, Phone } from './phone'
import { goesTo, phoneOf, shows } from './world'

describe('the release mini program of workers', () => {
  let phone: Phone
  let ids: Awaited<ReturnType<typeof phoneOf>>['ids']
  let main: Page

  beforeAll(async () => {
    buildOf('worker', 'mp-weixin')
    const started = await phoneOf('worker')
    phone = started.phone
    ids = started.ids
    main = await phone.open('main')
  }, BUILD_LIMIT_MS)

  afterAll(() => expect(phone.faults).toEqual([]))

  it('puts a live offer in front, with what it takes to decide', async () => {
    for (const fact of ['加急', '$24,900', '2.3 公里', '8 分钟', '离您最近', '滑动接单']) await shows(main, fact)
  })

  it('asks why before it declines', async () => {
    await main.tap('decline')
    await shows(main, '为什么不接？')
    await main.tap('decline-back')
    await main.tap('later')
    expect(main.text()).not.toContain('滑动接单')
  })

  it('shows the day with the next job first and the sync light', async () => {
    for (const fact of ['接单中', '已同步', '下一单']) await shows(main, fact)
  })

  it('shows the hall and the skills', async () => {
    await main.tap('tab-hall')
    await shows(main, '4.8 公里')
    await main.tap('tab-me')
    await shows(main, '3 级')
    await main.tap('tab-today')
  })

  it('opens the next job, with one button that changes as the job moves on', async () => {
    await main.tap('next-job')
    await goesTo(main, /^\/pages\/job\/job\?id=/)
    const job = await phone.open('job', { id: ids.job })
    await shows(job, '待出发')
    await job.tap('next-step')
    await shows(job, '在路上')
    // The button waits for the answer before it takes the next step.
    await settle(600)
    await job.tap('next-step')
    await shows(job, '先拍服务前照片，还差 1 张')
  })
})
