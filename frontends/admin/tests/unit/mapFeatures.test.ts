import { describe, expect, test } from 'vitest'
import { links, orderPins, workerPins } from '@/features/map/features'
import { cityStyle } from '@/features/map/style'
import { aVisit, aWorker, anUnassigned } from './support/data'

const from = {
  workers: [aWorker({ visits: [aVisit()] }), aWorker({ id: 'worker-2', on_duty: false })],
  unassigned: [anUnassigned(), anUnassigned({ id: 'urgent', is_urgent: true })],
  orderId: 'order-1',
  workerId: null,
  colourOf: (status: string) => `colour of ${status}`,
  orderTitle: ({ number }: { number: string }) => number,
}

describe('pins', () => {
  test('show each unassigned order and each planned visit once', () => {
    const { features } = orderPins(from)
    expect(features.map(({ properties }) => properties.kind)).toEqual(['visit', 'order', 'order'])
    expect(features.map(({ properties }) => properties.is_selected)).toEqual([false, true, false])
  })

  test('draw urgent orders above the others and in their own colour', () => {
    const [, usual, urgent] = orderPins(from).features
    expect(usual?.properties.colour).toBe('colour of READY')
    expect(urgent?.properties.rank).toBeGreaterThan(usual?.properties.rank ?? 9)
    expect(urgent?.properties.colour).not.toBe(usual?.properties.colour)
  })

  test('fade the visits of other workers once one is selected', () => {
    expect(orderPins({ ...from, workerId: 'worker-2' }).features[0]?.properties.is_faint).toBe(true)
    expect(orderPins({ ...from, workerId: 'worker-1' }).features[0]?.properties.is_faint).toBe(false)
  })

  test('fade workers who are off duty', () => {
    expect(workerPins(from).features.map(({ properties }) => properties.is_faint)).toEqual([false, true])
  })
})

describe('links', () => {
  const ghost = { order_id: 'order-1', worker_id: 'worker-1', number: 'LS-1', service_name: null, start: '2026-03-18T14:00:00Z', end: '2026-03-18T15:00:00Z' }

  test('lead from a worker to the order that a preview gives them', () => {
    const [line] = links([ghost], from).features
    expect(line?.geometry.coordinates).toEqual([[-71.24, -29.94], [-71.25, -29.95]])
    expect(line?.properties.is_preview).toBe(true)
  })

  test('are left out when one end is not on the map', () => {
    expect(links([{ ...ghost, worker_id: 'unknown' }], from).features).toEqual([])
  })

  test('follow the day of the selected worker in the order of time', () => {
    const workers = [aWorker({ visits: [aVisit({ start: '2026-03-18T16:00:00Z', point: { lon: 2, lat: 2 } }), aVisit({ point: { lon: 1, lat: 1 } })] })]
    const [line] = links([], { ...from, workers, workerId: 'worker-1' }).features
    expect(line?.geometry.coordinates).toEqual([[-71.24, -29.94], [1, 1], [2, 2]])
  })
})

test('the style asks nobody but our own server', () => {
  const style = cityStyle('/api/v1/regions/r/basemap')
  expect(style.glyphs).toBeUndefined()
  expect(style.sprite).toBeUndefined()
  expect(JSON.stringify(style)).not.toMatch(/https?:/)
})
