import type { PointsEntry } from '@shared/api/contract'
import { giftFault, isDay, isGiftReady, joined, memberNumber, wholePoints } from '../../homeowner/points/rules'

const ME = '01900000-0000-7000-8000-00000000aaaa'
const OTHER = '01900000-0000-7000-8000-00000000bbbb'

describe('a gift of points', () => {
  it('goes to a member number however it was copied', () => {
    expect(memberNumber(`  ${OTHER.toUpperCase()}\n`)).toBe(OTHER)
    expect([memberNumber(''), memberNumber('12345'), memberNumber(`${OTHER}0`)]).toEqual([null, null, null])
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
    expect(giftFault({ to: '', amount: '' }, ME, 100)).toBeNull()
    expect(giftFault({ to: 'abc', amount: '' }, ME, 100)).toBe('wrongNumber')
    expect(giftFault({ to: ME, amount: '' }, ME, 100)).toBe('ownNumber')
    expect(giftFault({ to: OTHER, amount: '101' }, ME, 100)).toBe('tooMany')
    expect(giftFault({ to: OTHER, amount: '100' }, ME, 100)).toBeNull()
  })

  it('is ready with both, and never out of a debt', () => {
    expect(isGiftReady({ to: OTHER, amount: '' }, ME, 100)).toBe(false)
    expect(isGiftReady({ to: OTHER, amount: '100' }, ME, 100)).toBe(true)
    expect(isGiftReady({ to: OTHER, amount: '1' }, ME, -20)).toBe(false)
  })
})

describe('the history of points', () => {
  const line = (id: string): PointsEntry => ({ id }) as PointsEntry

  it('keeps what was fetched before, below what is new', () => {
    expect(joined([line('new'), line('a')], [line('a'), line('b')]).map(({ id }) => id)).toEqual(['new', 'a', 'b'])
  })
})
