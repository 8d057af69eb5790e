import type { PointsEntry } from '@shared/api/contract'
import { giftFault, isDay, isGiftReady, joined, memberCode, tierShare, wholePoints } from '../../homeowner/points/rules'

const MINE = 'K7WQ-3MZP-X2HJ'
const OTHER = 'B4TN-9RFC-Y6DC'

describe('a gift of points', () => {
  it('goes to a code however it was copied', () => {
    expect(memberCode(` ${OTHER.toLowerCase()}\n`)).toBe('B4TN9RFCY6DC')
    expect(memberCode('B4TN9RFCY6DC')).toBe('B4TN9RFCY6DC')
    const [exchanged, wrong, long] = ['4BTN9RFCY6DC', 'B4TN9RFCY6D2', `${OTHER}2`]
    expect(['', '12345', exchanged, wrong, long].map(memberCode)).toEqual([null, null, null, null, null])
  })

  it('is a whole number above zero', () => {
    expect(['20', ' 7 ', '0', '-1', '1.5', ''].map(wholePoints)).toEqual([20, 7, null, null, null, null])
  })

  it('takes a day that some year has for a birthday', () => {
    expect([['2', '29'], ['12', '31'], ['2', '30'], ['13', '1'], ['', '1'], ['1', '0']].map(([m, d]) => isDay(m!, d!))).toEqual([
      true, true, false, false, false, false,
    ])
  })

  it('says what is wrong, but not before something was typed', () => {
    expect(giftFault({ to: '', amount: '' }, MINE, 100)).toBeNull()
    expect(giftFault({ to: 'abc', amount: '' }, MINE, 100)).toBe('wrongCode')
    expect(giftFault({ to: MINE.toLowerCase(), amount: '' }, MINE, 100)).toBe('ownCode')
    expect(giftFault({ to: MINE, amount: '' }, null, 100)).toBeNull()
    expect(giftFault({ to: OTHER, amount: '101' }, MINE, 100)).toBe('tooMany')
    expect(giftFault({ to: OTHER, amount: '100' }, MINE, 100)).toBeNull()
  })

  it('is ready with both, and never out of a debt', () => {
    expect(isGiftReady({ to: OTHER, amount: '' }, MINE, 100)).toBe(false)
    expect(isGiftReady({ to: OTHER, amount: '100' }, MINE, 100)).toBe(true)
    expect(isGiftReady({ to: OTHER, amount: '1' }, MINE, -20)).toBe(false)
  })
})

describe('the history of points', () => {
  const line = (id: string): PointsEntry => ({ id }) as PointsEntry

  it('keeps what was fetched before, below what is new', () => {
    expect(joined([line('new'), line('a')], [line('a'), line('b')]).map(({ id }) => id)).toEqual(['new', 'a', 'b'])
  })
})

describe('a tier', () => {
  const next = { code: 'gold', name: { zh: '金卡', en: 'Gold' }, at_least: 300 }
  it('shows how far the next one is, never outside its bar', () => {
    expect([-20, 0, 150, 299, 400].map((counted) => tierShare({ counted, next }))).toEqual([0, 0, 50, 99, 100])
  })
  it('is complete where there is no next one', () => {
    expect(tierShare({ counted: 0, next: null })).toBe(100)
  })
})
