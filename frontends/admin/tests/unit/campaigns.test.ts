import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Campaign, CouponBatch } from '@shared/api'
import { ref } from 'vue'
import { shareSpent, stepsOf, useCampaigns } from '@/features/campaigns/useCampaigns'
import { useBatches, within } from '@/features/campaigns/useBatches'
import { expiryOf, withExpiry } from '@/features/campaigns/terms'
import { useCosts } from '@/features/campaigns/useCosts'
import { useDraft } from '@/features/campaigns/useDraft'
import { REGION_ID } from './support/data'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

vi.mock('@/parts/saveFile', () => ({ saveFile: vi.fn() }))
afterEach(() => vi.unstubAllGlobals())

const at = (rest: string): string => `/regions/${REGION_ID}/${rest}`
const campaign = (fields: Partial<Campaign> = {}): Campaign =>
  ({ id: 'quiet', name: { zh: '', en: 'Quiet' }, funded_by: 'platform', state: 'published', running: 'active', starts_at: null, ends_at: null, budget: null, promotions: [], allowed_actions: ['pause', 'end'], ...fields })

describe('a campaign', () => {
  test('shows how much of its budget is spent', () => {
    const budget = { measure: 'minor' as const, at_most: 200, spent: 50, left: 150 }
    expect([shareSpent({ budget }), shareSpent({ budget: { ...budget, spent: 300 } }), shareSpent({ budget: null })]).toEqual([0.25, 1, 0])
  })

  test('has no button for publishing, which its draft does', () => {
    expect(stepsOf({ allowed_actions: ['publish', 'end'] })).toEqual(['end'])
  })

  test('is paused with a note, and looked at again', async () => {
    const server = fakeServer({
      [`GET ${at('campaigns')}`]: () => ({ version: 3, items: [campaign()] }),
      [`POST ${at('campaigns/step')}`]: () => ({ version: 4 }),
    })
    const model = inApp(useCampaigns)
    await settled()
    model.ask(campaign(), 'pause')
    await model.confirm()
    expect(server.sent('POST', at('campaigns/step'))).toHaveLength(0)
    model.note.value = ' too dear '
    await model.confirm()
    expect(server.sent('POST', at('campaigns/step'))[0]?.body).toEqual({ campaign: 'quiet', action: 'pause', note: 'too dear' })
    expect([model.asked.value, server.sent('GET', at('campaigns')).length]).toEqual([null, 2])
  })
})

describe('a draft of rules', () => {
  const row = (fields: object = {}) => ({ id: 'd', region_id: REGION_ID, name: 'Spring', based_on: 2, saved_by: 'me', saved_at: '2026-03-18T12:00:00Z', is_tried: false, version: 1, ...fields })
  const place = at('rules/drafts/d')
  const open = async (routes: Parameters<typeof fakeServer>[0] = {}) => {
    const server = fakeServer({ [`GET ${place}`]: () => ({ row: row(), content: { promotions: [] } }), ...routes })
    const onPublished = vi.fn()
    const draft = inApp(() => useDraft(ref('d'), onPublished))
    await settled()
    return { server, draft, onPublished }
  }

  test('is saved with the version that was seen', async () => {
    const { server, draft } = await open({ [`PUT ${place}`]: ({ body }) => ({ row: row({ version: 2 }), content: (body as { content: unknown }).content }) })
    draft.change({ promotions: [{ id: 'p' }] })
    expect(draft.mayRun.value).toBe(false)
    await draft.save()
    expect(server.sent('PUT', place)[0]?.body).toEqual({ expected_version: 1, content: { promotions: [{ id: 'p' }] }, name: 'Spring', based_on: null })
    expect([draft.isChanged.value, draft.mayRun.value, draft.mayPublish.value]).toEqual([false, true, false])
  })

  test('keeps what was typed and shows each fault where it is', async () => {
    const { draft } = await open({ [`PUT ${place}`]: () => new Refusal(422, 'rules_faulty', { faults: ['promotions[0].reward: missing'] }) })
    draft.change({ promotions: [{ id: 'p' }] })
    await draft.save()
    expect(draft.faults.value).toEqual([{ path: 'promotions[0].reward', code: 'missing', detail: '' }])
    expect([draft.isChanged.value, draft.content.value['promotions']]).toEqual([true, [{ id: 'p' }]])
  })

  test('is published only after a dry run of what is on screen', async () => {
    const { server, draft, onPublished } = await open({
      [`POST ${place}/dry-run`]: () => ({ draft: row({ is_tried: true, version: 2 }), events: 3, changed: 1 }),
      [`POST ${place}/publish`]: () => ({ version: 3 }),
    })
    await draft.publish('go')
    expect(server.sent('POST', `${place}/publish`)).toHaveLength(0)
    await draft.dryRun('2026-01-01T03:00:00Z', '2026-02-01T03:00:00Z')
    expect([draft.mayPublish.value, draft.outcome.value?.events]).toEqual([true, 3])
    draft.change({ promotions: [] })
    expect(draft.mayPublish.value).toBe(false)
    draft.isChanged.value = false
    await draft.publish('go')
    expect(server.sent('POST', `${place}/publish`)[0]?.body).toEqual({ expected_version: 2, note: 'go', effective_at: null })
    expect(onPublished).toHaveBeenCalledOnce()
  })

  test('may be published to take effect later', async () => {
    const { server, draft } = await open({
      [`POST ${place}/dry-run`]: () => ({ draft: row({ is_tried: true, version: 2 }), events: 3, changed: 1 }),
      [`POST ${place}/publish`]: () => ({ version: 3 }),
    })
    await draft.dryRun('2026-01-01T03:00:00Z', '2026-02-01T03:00:00Z')
    await draft.publish('go', '2026-03-01T03:00:00Z')
    expect(server.sent('POST', `${place}/publish`)[0]?.body).toMatchObject({ effective_at: '2026-03-01T03:00:00Z' })
  })
})

describe('coupon batches', () => {
  const batch = { id: 'b', name: { zh: '', en: 'B' }, kind: 'printed', size: 50, given: 40, left: 10 } as CouponBatch

  test('print no more codes than are left, into a file', async () => {
    const server = fakeServer({
      [`GET ${at('coupon-batches')}`]: () => ({ items: [batch] }),
      [`POST ${at('coupons/print')}`]: () => ({ batch: 'b', count: 10, csv: 'code,ends\n' }),
    })
    const model = inApp(useBatches)
    await settled()
    model.ask(batch, 'print')
    expect(model.form.count).toBe('10')
    model.form.count = '11'
    await model.confirm()
    expect(server.sent('POST', at('coupons/print'))).toHaveLength(0)
    model.form.count = '10'
    await model.confirm()
    expect(server.sent('POST', at('coupons/print'))[0]?.body).toEqual({ batch: 'b', count: 10, length: 12 })
    expect(model.asked.value).toBeNull()
  })

  test('give one to whoever has a phone number', async () => {
    const server = fakeServer({
      [`GET ${at('coupon-batches')}`]: () => ({ items: [batch] }),
      'GET /members': () => ({ id: 'm', name: 'Camila', phone_masked: null, roles: [] }),
      [`POST ${at('coupons/issue')}`]: () => ({ items: [] }),
    })
    const model = inApp(useBatches)
    await settled()
    model.ask(batch, 'issue')
    model.form.phone = '+56 9'
    await model.confirm()
    expect(server.sent('POST', at('coupons/issue'))[0]?.body).toEqual({ batch: 'b', member_ids: ['m'] })
  })

  test('know numbers within bounds', () => {
    expect(['8', '7', '25', 'x', ''].map((typed) => within(typed, 8, 24))).toEqual([8, null, null, null, null])
  })
})

describe('the costs of campaigns', () => {
  const row = { campaign: 'quiet', name: null, funded_by: 'platform', costs: {} }
  const routes = {
    [`GET ${at('campaigns/costs')}`]: () => ({ currency: 'CLP', thousand_worth_minor: 1000, items: [row], by_funder: [], total: {} }),
    [`GET ${at('campaigns/uses')}`]: ({ query }: { query: Record<string, string> }) => ({ items: [{ minor: Number(query['skip']) }], next_skip: query['skip'] === '0' ? 100 : null }),
  }

  test('are asked for at the worth of the earning policy until somebody states another', async () => {
    const server = fakeServer(routes)
    const { worth, statedWorth, isRight, costs } = inApp(useCosts)
    await settled()
    expect([statedWorth.value, costs.data.value?.items.length]).toEqual(['1000', 1])
    worth.value = '2500'
    await settled()
    worth.value = 'dear'
    await settled()
    expect(isRight.value).toBe(false)
    expect(server.sent('GET', at('campaigns/costs')).map(({ query }) => query['thousand_worth_minor'])).toEqual([undefined, '2500'])
  })

  test('open their single uses, page after page', async () => {
    const server = fakeServer(routes)
    const { uses } = inApp(useCosts)
    await settled()
    await uses.open(row as never)
    await uses.more()
    await uses.more()
    expect(uses.items.value.map(({ minor }) => minor)).toEqual([0, 100])
    const [first] = server.sent('GET', at('campaigns/uses'))
    expect([first?.query['campaign'], first?.query['funded_by']]).toEqual(['quiet', 'platform'])
  })
})

describe('how long the points of a rule live', () => {
  const points = { type: 'points', points: 10 }

  test('is the earning policy’s until a kind is chosen, and again once it is taken away', () => {
    const quarter = withExpiry(points, 'quarter_end', undefined)
    expect(quarter).toEqual({ ...points, expiry: { kind: 'quarter_end', months: 12 } })
    expect([expiryOf(points), expiryOf(quarter)?.unit, withExpiry(quarter, '', undefined)]).toEqual([null, 'months', points])
  })

  test('keeps its count while the unit stays', () => {
    const sixty = withExpiry({ ...points, expiry: { kind: 'days', days: 60 } }, 'activity', 60)
    expect(sixty['expiry']).toEqual({ kind: 'activity', days: 60 })
    expect(withExpiry(sixty, 'months', 60)['expiry']).toEqual({ kind: 'months', months: 12 })
    expect(withExpiry(sixty, 'activity', undefined)['expiry']).toEqual({ kind: 'activity' })
  })
})
