import { describe, expect, test } from 'vitest'
import {
  byUrgency, changeOf, compare, endAfter, isLate, loadShare, matches, mayChoose, orderTexts, ranked, rowOrder, workerTexts,
} from '@/features/board/boardRules'
import { aCandidate, aRun, aVisit, aWorker, anUnassigned } from './support/data'

describe('unassigned orders', () => {
  test('stand urgent first, then by window', () => {
    const late = anUnassigned({ id: 'late', window_start: '2026-03-18T18:00:00Z' })
    const early = anUnassigned({ id: 'early', window_start: '2026-03-18T13:00:00Z' })
    const urgent = anUnassigned({ id: 'urgent', window_start: '2026-03-18T19:00:00Z', is_urgent: true })
    expect(byUrgency([late, early, urgent]).map(({ id }) => id)).toEqual(['urgent', 'early', 'late'])
  })
})

describe('a search', () => {
  test('needs every word, in any language, without regard to case', () => {
    const texts = orderTexts(anUnassigned())
    expect(matches('TAP jardín', texts)).toBe(true)
    expect(matches('水龙头', texts)).toBe(true)
    expect(matches('tap colón', texts)).toBe(false)
  })

  test('finds a worker by the name of a skill and by a visit', () => {
    const texts = workerTexts(aWorker({ visits: [aVisit()] }), () => '水管')
    expect(matches('水管', texts)).toBe(true)
    expect(matches('ls-9', texts)).toBe(true)
  })
})

describe('rows of the Gantt', () => {
  const home = aWorker({ id: 'home', on_duty: false })
  const early = aWorker({ id: 'early', shift: { start: '2026-03-18T10:00:00Z', end: '2026-03-18T18:00:00Z' } })
  const usual = aWorker({ id: 'usual' })
  const before = { ranks: new Map<string, number>(), previewed: new Set<string>(), now_ms: Date.parse('2026-03-18T12:00:00Z') }
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

  test('show who is at work before who is at home', () => {
    expect(idsOf(rowOrder([home, usual, early], before))).toEqual(['early', 'usual', 'home'])
  })

  test('show whose shift is over after those who still work', () => {
    const evening = { ...before, now_ms: Date.parse('2026-03-18T19:00:00Z') }
    expect(idsOf(rowOrder([early, usual], evening))).toEqual(['usual', 'early'])
  })

  test('show who has visits before who is free', () => {
    const busy = aWorker({ id: 'busy', visits: [aVisit()] })
    expect(idsOf(rowOrder([early, usual, busy], before))).toEqual(['busy', 'early', 'usual'])
  })

  test('lift candidates by rank', () => {
    expect(idsOf(rowOrder([home, usual, early], { ...before, ranks: new Map([['usual', 1], ['home', 2]]) }))).toEqual(['usual', 'home', 'early'])
  })

  test('lift whom a preview would give something', () => {
    expect(idsOf(rowOrder([early, usual, home], { ...before, previewed: new Set(['usual']) }))).toEqual(['usual', 'early', 'home'])
  })
})

describe('a worker’s load', () => {
  test('is booked minutes over shift minutes', () => {
    expect(loadShare(aWorker())).toBe(50)
  })

  test('is nothing on a day off, not a division by zero', () => {
    expect(loadShare(aWorker({ shift: null, shift_minutes: 0 }))).toBe(0)
  })
})

describe('candidates', () => {
  const declined = aCandidate({ worker_id: 'b', fits: false, rank: null, failures: [{ code: 'declined_before', text: { zh: '', en: '' } }] })
  const unskilled = aCandidate({ worker_id: 'c', fits: false, rank: null, failures: [{ code: 'skill_missing', text: { zh: '', en: '' } }] })

  test('are ranked, and those who do not fit are left out', () => {
    const second = aCandidate({ worker_id: 'a', rank: 2 })
    expect(ranked([second, unskilled, aCandidate()]).map(({ rank }) => rank)).toEqual([1, 2])
  })

  test('may be chosen when they fit, or failed only where a person may decide otherwise', () => {
    expect([aCandidate(), declined, unskilled].map(mayChoose)).toEqual([true, true, false])
  })
})

describe('a visit', () => {
  const now = new Date('2026-03-18T13:05:00Z')

  test('is late when its time has come and nobody is there', () => {
    expect(isLate('EN_ROUTE', '2026-03-18T13:00:00Z', now)).toBe(true)
    expect(isLate('ARRIVED', '2026-03-18T13:00:00Z', now)).toBe(false)
    expect(isLate('ACCEPTED', '2026-03-18T14:00:00Z', now)).toBe(false)
  })

  test('ends after its duration', () => {
    expect(endAfter('2026-03-18T14:00:00Z', 5400)).toBe('2026-03-18T15:30:00.000Z')
  })
})

describe('a run beside the baseline', () => {
  const [assignment] = aRun().assignments

  test('names the same worker, another one, or nobody', () => {
    if (!assignment) throw new Error('the sample run has an assignment')
    expect(compare(assignment)).toBe('other')
    expect(compare({ ...assignment, baseline_worker_id: 'worker-1' })).toBe('same')
    expect(compare({ ...assignment, baseline_worker_id: null })).toBe('unserved')
  })

  test('changes in per cent, where there is something to compare with', () => {
    expect(changeOf(85, 100)).toBe(-15)
    expect(changeOf(-50, -100)).toBe(50)
    expect(changeOf(5, 0)).toBeNull()
    expect(changeOf(5, undefined)).toBeNull()
  })
})
