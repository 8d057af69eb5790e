import { describe, expect, test } from 'vitest'
import { ORDER_FORMS, bodyOf, buttonsOf, missingIn } from '@/features/orders/orderForms'
import { byDeadline, stayOn, stepFrom } from '@/features/review/queueRules'
import { landingOf, nextPath } from '@/features/signin/landing'
import { slaOf } from '@/parts/sla'
import { anOrder } from './support/data'

describe('the review queue', () => {
  test('puts the nearest deadline first and orders without one last', () => {
    const soon = anOrder({ id: 'soon', deadline_at: '2026-03-18T12:05:00Z' })
    const later = anOrder({ id: 'later', deadline_at: '2026-03-18T12:30:00Z' })
    const never = anOrder({ id: 'never', deadline_at: null })
    expect(byDeadline([never, later, soon]).map(({ id }) => id)).toEqual(['soon', 'later', 'never'])
  })

  test('keeps the eye on the same order while it is there', () => {
    expect(stayOn(['a', 'b', 'c'], 'b', ['z', 'c', 'b'])).toBe('b')
  })

  test('goes on to the next one when it is gone', () => {
    expect(stayOn(['a', 'b', 'c'], 'b', ['a', 'c'])).toBe('c')
  })

  test('falls back to the last one at the end of the list', () => {
    expect(stayOn(['a', 'b'], 'b', ['a'])).toBe('a')
    expect(stayOn(['a'], 'a', [])).toBeNull()
  })

  test('begins with the first one', () => {
    expect(stayOn([], null, ['a', 'b'])).toBe('a')
  })

  test('stops at both ends when one moves', () => {
    expect(stepFrom(['a', 'b'], 'b', 1)).toBe('b')
    expect(stepFrom(['a', 'b'], 'a', -1)).toBe('a')
    expect(stepFrom(['a', 'b'], null, 1)).toBe('a')
    expect(stepFrom([], null, 1)).toBeNull()
  })
})

describe('buttons', () => {
  test('are what the server allows, in its order', () => {
    expect(buttonsOf(['reject', 'approve'])).toEqual(['reject', 'approve'])
  })

  test('leave out what needs a worker and what this client does not know', () => {
    expect(buttonsOf(['offer', 'assign', 'cancel', 'teleport' as 'cancel'])).toEqual(['cancel'])
  })

  test('say with a command only what that command takes', () => {
    const values = { reason_code: 'unsafe', text: ' gas ' }
    const form = (action: string) => ORDER_FORMS[action] ?? fail(action)
    expect(bodyOf(form('reject'), values)).toEqual({ reason_code: 'unsafe', note: 'gas' })
    expect(bodyOf(form('ask'), values)).toEqual({ question: 'gas' })
    expect(bodyOf(form('cancel'), values)).toEqual({ reason: 'gas' })
    expect(bodyOf(form('approve'), values)).toEqual({})
  })

  test('ask for what is missing', () => {
    const nothing = { reason_code: '', text: '  ' }
    const form = (action: string) => ORDER_FORMS[action] ?? fail(action)
    expect(missingIn(form('reject'), nothing)?.en).toBe('Please choose a reason')
    expect(missingIn(form('ask'), nothing)?.en).toBe('Please write a few words')
    expect(missingIn(form('approve'), nothing)).toBeNull()
    expect(missingIn(form('reject'), { reason_code: 'unsafe', text: '' })).toBeNull()
  })
})

function fail(action: string): never {
  throw new Error(`no form for ${action}`)
}

describe('a deadline', () => {
  const from = '2026-03-18T12:00:00Z'
  const deadline = '2026-03-18T12:10:00Z'
  const at = (minutes: number) => slaOf(from, deadline, new Date(Date.parse(from) + minutes * 60_000))

  test('turns from calm to late as its share runs out', () => {
    expect([at(1), at(6), at(9), at(10.5)].map(({ level }) => level)).toEqual(['calm', 'soon', 'late', 'over'])
  })

  test('counts on after it has passed', () => {
    expect(at(11).left_s).toBe(-60)
    expect(at(11).share).toBe(0)
  })

  test('is near by the time left alone where its start is not known', () => {
    const left = (s: number) => slaOf(undefined, new Date(Date.parse(from) + s * 1000).toISOString(), new Date(from)).level
    expect([left(3600), left(300), left(60), left(-1)]).toEqual(['calm', 'soon', 'late', 'over'])
  })

  test('is calm while hours are left, whatever their share', () => {
    expect(slaOf('2026-03-01T00:00:00Z', '2026-03-18T18:00:00Z', new Date(from)).level).toBe('calm')
  })
})

describe('after signing in', () => {
  test('a reviewer reviews and a dispatcher dispatches', () => {
    expect(landingOf(['reviewer', 'dispatcher'])).toBe('review')
    expect(landingOf(['dispatcher'])).toBe('board')
  })

  test('one returns to where one was, but never to another site', () => {
    expect(nextPath('/orders/7')).toBe('/orders/7')
    expect(nextPath('//elsewhere.example')).toBeNull()
    expect(nextPath('/\\elsewhere.example')).toBeNull()
    expect(nextPath('https:elsewhere')).toBeNull()
    expect(nextPath(undefined)).toBeNull()
  })
})
