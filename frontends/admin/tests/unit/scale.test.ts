import { describe, expect, test } from 'vitest'
import { hoursOf, rowsOnScreen, scaleOf, spanOf, startOfDay, widthOf, xOf } from '@/features/board/gantt/scale'
import { aVisit, aWorker } from './support/data'

const HOUR = 3_600_000
const SANTIAGO = 'America/Santiago'
const DAY = startOfDay('2026-03-18', SANTIAGO)

describe('the start of a day', () => {
  test('is midnight on the wall clock of the region', () => {
    expect(new Date(DAY).toISOString()).toBe('2026-03-18T03:00:00.000Z')
    expect(new Date(startOfDay('2026-03-18', 'Asia/Shanghai')).toISOString()).toBe('2026-03-17T16:00:00.000Z')
  })

  test('knows that the clocks have changed', () => {
    expect(new Date(startOfDay('2026-03-29', 'Europe/Madrid')).toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(new Date(startOfDay('2026-03-30', 'Europe/Madrid')).toISOString()).toBe('2026-03-29T22:00:00.000Z')
  })
})

describe('the scale of a day', () => {
  test('shows eight to twenty when nobody works', () => {
    const scale = scaleOf([], DAY, 80)
    expect([(scale.start_ms - DAY) / HOUR, (scale.end_ms - DAY) / HOUR]).toEqual([8, 20])
    expect(widthOf(scale)).toBe(12 * 80)
    expect(hoursOf(scale)).toHaveLength(12)
  })

  test('stretches to full hours around early shifts and late visits', () => {
    const early = aWorker({ shift: { start: '2026-03-18T09:30:00Z', end: '2026-03-18T17:00:00Z' } })
    const late = aWorker({ id: 'w2', shift: null, visits: [aVisit({ start: '2026-03-19T00:00:00Z', end: '2026-03-19T01:15:00Z' })] })
    const scale = scaleOf([early, late], DAY, 80)
    expect([(scale.start_ms - DAY) / HOUR, (scale.end_ms - DAY) / HOUR]).toEqual([6, 23])
  })

  test('never leaves the day, whatever the data say', () => {
    const strange = aWorker({ shift: { start: '2026-03-10T00:00:00Z', end: '2026-03-30T00:00:00Z' } })
    const scale = scaleOf([strange], DAY, 80)
    expect([scale.start_ms, scale.end_ms]).toEqual([DAY, DAY + 24 * HOUR])
  })
})

describe('a bar', () => {
  const scale = scaleOf([], DAY, 80)

  test('lies where its time is', () => {
    expect(xOf(scale, DAY + 9 * HOUR)).toBe(80)
    expect(spanOf(scale, '2026-03-18T12:00:00Z', '2026-03-18T12:45:00Z')).toEqual({ x: 80, width: 60 })
  })

  test('is cut at the edges and absent beyond them', () => {
    expect(spanOf(scale, '2026-03-18T10:00:00Z', '2026-03-18T12:00:00Z')).toEqual({ x: 0, width: 80 })
    expect(spanOf(scale, '2026-03-18T04:00:00Z', '2026-03-18T05:00:00Z')).toBeNull()
  })

  test('stays wide enough to be clicked', () => {
    expect(spanOf(scale, '2026-03-18T12:00:00Z', '2026-03-18T12:00:10Z')?.width).toBe(4)
  })
})

describe('rows on screen', () => {
  test('are a small window of three hundred', () => {
    expect(rowsOnScreen(3600, 720, 36, 300, 6)).toEqual({ from: 94, to: 126 })
  })

  test('stay inside the list, also when it has become shorter', () => {
    expect(rowsOnScreen(0, 720, 36, 300, 6)).toEqual({ from: 0, to: 26 })
    expect(rowsOnScreen(9000, 720, 36, 10, 6)).toEqual({ from: 10, to: 10 })
  })
})
