import type { Json, RuleSet } from '@shared/api'
import { describe, expect, test } from 'vitest'
import { askedOf, emptyBasket, minutesOf } from '@/features/campaigns/basket'
import { kindOf, onField, opsOf, rowsOf, whenOf } from '@/features/campaigns/conditions'
import { faultOf, faultsAt, faultsOfKey, newReward, objectOf, partAt, patched, placeOf, withNewPart, withPart, withoutPart } from '@/features/campaigns/ruleSets'
import type { Fault, Part } from '@/features/campaigns/ruleSets'

const PROMOTIONS: readonly Part[] = [{ id: 'p', name: { zh: '', en: '' } }, { id: 'q' }]
const SET: RuleSet = { currency: 'CLP', campaigns: [{ id: 'a' }], promotions: PROMOTIONS }

describe('a fault', () => {
  test('is told as place, code and detail', () => {
    expect(faultOf('promotions[3].when.all[1].value: wrong_type (money (whole))')).toEqual({ path: 'promotions[3].when.all[1].value', code: 'wrong_type', detail: 'money (whole)' })
    expect(faultOf('.: missing')).toEqual({ path: '', code: 'missing', detail: '' })
    expect(faultOf('something else')).toEqual({ path: '', code: 'something else', detail: '' })
  })

  test('is shown at its part and key, and at the whole set where it has no part', () => {
    const faults: readonly Fault[] = ['promotions[1].reward.bp: missing', 'promotions[10].id: twice', 'zone: zone_unknown'].map(faultOf)
    const here = faultsAt(faults, { list: 'promotions', at: 1 })
    expect(here.map(({ path }) => path)).toEqual(['reward.bp'])
    expect([faultsOfKey(here, 'reward').length, faultsOfKey(here, 'rew').length]).toEqual([1, 0])
    expect(faultsAt(faults, null).map(({ path }) => path)).toEqual(['zone'])
    expect(placeOf(faults[1] as Fault)).toEqual({ list: 'promotions', at: 10 })
  })
})

describe('a rule set', () => {
  test('is changed part by part, the rest untouched', () => {
    const changed = withPart(SET, { list: 'promotions', at: 1 }, { id: 'r' })
    expect(changed).toEqual({ ...SET, promotions: [PROMOTIONS[0], { id: 'r' }] })
    expect(withoutPart(changed, { list: 'promotions', at: 0 })['promotions']).toEqual([{ id: 'r' }])
    expect(partAt(SET, { list: 'batches', at: 0 })).toBeNull()
    expect(PROMOTIONS[1]).toEqual({ id: 'q' })
  })

  test('gets new parts under ids that are free', () => {
    const grown = withNewPart({ promotions: [{ id: 'promotions_2' }] }, 'promotions')
    expect((grown['promotions'] as readonly Part[]).map(({ id }) => id)).toEqual(['promotions_2', 'promotions_3'])
    expect(partAt(withNewPart(SET, 'batches'), { list: 'batches', at: 0 })).toMatchObject({ kind: 'claimed', size: 100 })
  })

  test('loses a key that is emptied', () => {
    expect(patched({ id: 'a', code: 'X' }, { code: undefined, lane: 3 })).toEqual({ id: 'a', lane: 3 })
  })

  test('is taken from JSON only where that is an object', () => {
    expect([objectOf('{"a":1}'), objectOf('[1]'), objectOf('{"a":'), objectOf('null')]).toEqual([{ a: 1 }, null, null, null])
  })

  test('starts every reward of the form with what it needs', () => {
    expect(newReward('percent')).toEqual({ type: 'percent', bp: 1000 })
    expect(newReward('free_call_out')).toEqual({ type: 'free_call_out' })
  })
})

describe('a condition', () => {
  const WHEN: Json = { all: [{ field: 'visit.weekday', op: 'in', values: [1, 2] }, { field: 'visit.clock', op: 'within', from: '08:00', to: '12:00' }, { amount: {}, op: 'ge', value: 25000 }] }

  test('of simple rows comes back as it was', () => {
    const rows = rowsOf(WHEN)
    expect(rows).toEqual([{ field: 'visit.weekday', op: 'in', value: '1, 2' }, { field: 'visit.clock', op: 'within', value: '08:00-12:00' }, { field: 'amount', op: 'ge', value: '25000' }])
    expect(whenOf(rows ?? [])).toEqual(WHEN)
  })

  test('of one row needs no list, and none at all where there is no row', () => {
    expect(whenOf([{ field: 'order.is_urgent', op: 'eq', value: 'true' }])).toEqual({ field: 'order.is_urgent', op: 'eq', value: true })
    expect([whenOf([]), rowsOf(undefined), rowsOf({ always: true })]).toEqual([undefined, [], []])
  })

  test.each([
    [{ any: [{ field: 'order.nth', op: 'eq', value: 1 }] }],
    [{ not: { field: 'order.nth', op: 'eq', value: 1 } }],
    [{ amount: { categories: ['drains'] }, op: 'ge', value: 1 }],
    [{ units: {}, op: 'ge', value: 2 }],
    [{ field: 'member.tags', op: 'has_any', values: ['x'] }],
    [{ amount: {}, base: 'list', op: 'ge', value: 1 }],
  ])('beyond the form is left to its JSON: %j', (when) => {
    expect(rowsOf(when)).toBeNull()
  })

  test('sends what is no number as it was typed, for the server to say so', () => {
    expect(whenOf([{ field: 'order.nth', op: 'ge', value: 'two' }])).toEqual({ field: 'order.nth', op: 'ge', value: 'two' })
  })

  test('offers comparisons that fit', () => {
    expect([kindOf('event.stars'), kindOf('now.clock'), kindOf('member.tier')]).toEqual(['count', 'clock', 'text'])
    expect(opsOf('visit.clock')).toContain('within')
    expect(onField('member.is_new')).toEqual({ field: 'member.is_new', op: 'eq', value: 'true' })
  })
})

describe('a basket', () => {
  test('is asked for once each line has a service and an amount of the currency', () => {
    const basket = emptyBasket()
    expect(askedOf(basket, 0)).toBeNull()
    basket.lines[0] = { service: 'tap', category: '', amount: '18000', units: '2' }
    basket.readings.push({ field: 'visit.clock', value: '09:30' }, { field: 'order.nth', value: '3' }, { field: 'member.tags', value: 'a, b' }, { field: 'order.is_urgent', value: 'true' })
    Object.assign(basket, { codes: 'ONE, two', points: '50', rules: 'draft-1' })
    expect(askedOf(basket, 0)).toMatchObject({
      lines: [{ id: 'line-1', service: 'tap', amount_minor: 18000, units: 2 }],
      readings: [{ field: 'visit.clock', value: 570 }, { field: 'order.nth', value: 3 }, { field: 'member.tags', value: ['a', 'b'] }, { field: 'order.is_urgent', value: true }],
      codes: [{ code: 'ONE', promotion: null }, { code: 'two', promotion: null }],
      points_wanted: 50,
      draft_id: 'draft-1',
    })
    basket.lines[0].amount = '1.5'
    expect(askedOf(basket, 0)).toBeNull()
  })

  test('knows a clock', () => {
    expect([minutesOf('8:05'), minutesOf('24:00'), minutesOf('x')]).toEqual([485, null, null])
  })
})
