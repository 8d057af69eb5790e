import type { HallEntry, Job } from '@shared/api/contract'
import type { Entry } from '@shared/outbox'
import { sorted } from '../../worker/hall/rules'
import { nextStep, photoCount, showsPhotos } from '../../worker/job/rules'
import { inOrder, liveOffers } from '../../worker/today/rules'

const job = (given: Partial<Job>): Job =>
  ({
    order_id: 'o1',
    status: 'ARRIVED',
    allowed_actions: ['start'],
    photos: [],
    photos_before: 2,
    photos_after: 1,
    window_start: '2026-11-22T10:00:00Z',
    visit: { planned_start: null },
    offer: null,
    ...given,
  }) as Job
const waiting = (photo_kind: 'before' | 'after', order_id = 'o1'): Entry => ({
  kind: 'photo',
  id: 'e',
  key: 'k',
  ref: 'r',
  at: '',
  photo_kind,
  order_id,
})

describe('the one big button', () => {
  it('takes the steps of a visit in their order', () => {
    const next = (...allowed_actions: Job['allowed_actions']) =>
      nextStep(job({ allowed_actions, photos_before: 0, photos_after: 0 }), [])
    expect(next('drop', 'depart')).toEqual({ kind: 'action', action: 'depart' })
    expect(next('drop', 'arrive')).toEqual({ kind: 'action', action: 'arrive' })
    expect(next('start')).toEqual({ kind: 'action', action: 'start' })
    expect(next('complete')).toEqual({ kind: 'action', action: 'complete' })
    expect(next()).toEqual({ kind: 'none' })
  })

  it('asks for the photos that a step needs first', () => {
    expect(nextStep(job({}), [])).toEqual({ kind: 'photo', photo: 'before', missing: 2 })
    expect(nextStep(job({ allowed_actions: ['complete'] }), [])).toEqual({ kind: 'photo', photo: 'after', missing: 1 })
  })

  it('counts photos on the server and photos that wait alike', () => {
    const photos = [{ kind: 'before' }, { kind: 'problem' }] as unknown as Job['photos']
    const entries = [waiting('before'), waiting('after'), waiting('before', 'o2')]
    expect(photoCount(job({ photos }), entries, 'before')).toBe(2)
    expect(nextStep(job({ photos }), entries)).toEqual({ kind: 'action', action: 'start' })
  })

  it('shows each tray from when it is needed', () => {
    expect(['ACCEPTED', 'ARRIVED', 'IN_SERVICE'].map((status) => showsPhotos(job({ status } as Job), 'before'))).toEqual([false, true, true])
    expect(['ARRIVED', 'IN_SERVICE'].map((status) => showsPhotos(job({ status } as Job), 'after'))).toEqual([false, true])
  })
})

describe('the day', () => {
  it('begins with what is under way, then goes by planned start', () => {
    const at = (order_id: string, status: Job['status'], hour: number): Job =>
      job({ order_id, status, visit: { planned_start: `2026-11-22T${hour}:00:00Z` } as Job['visit'] })
    const jobs = [at('later', 'ACCEPTED', 15), at('soon', 'ACCEPTED', 11), at('now', 'EN_ROUTE', 18)]
    expect(inOrder(jobs).map((one) => one.order_id)).toEqual(['now', 'soon', 'later'])
  })

  it('keeps offers only while they live, the shortest first', () => {
    const offered = (order_id: string, expires_at: string): Job => job({ order_id, offer: { expires_at } as Job['offer'] })
    const jobs = [offered('long', '2026-11-22T10:09:00Z'), offered('short', '2026-11-22T10:02:00Z'), offered('over', '2026-11-22T10:00:00Z'), job({})]
    expect(liveOffers(jobs, new Date('2026-11-22T10:00:00Z')).map((one) => one.order_id)).toEqual(['short', 'long'])
  })

  it('sorts the hall as the worker likes', () => {
    const entry = (order_id: string, road_m: number, price_minor: number, window_start: string): HallEntry =>
      ({ order_id, road_m, price_minor, window_start }) as HallEntry
    const hall = [entry('a', 300, 10, '1'), entry('b', 100, 20, '3'), entry('c', 200, 30, '2')]
    const by = (order: 'near' | 'worth' | 'soon') => sorted(hall, order).map((one) => one.order_id).join('')
    expect([by('near'), by('worth'), by('soon')]).toEqual(['bca', 'cba', 'acb'])
  })
})
