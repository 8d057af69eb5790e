import { isOlder } from '@common/app/version'
import { catalogueIcon, maskOf } from '@common/components/icons'
import { isPhone, tidyPhone } from '@common/features/useSignIn'
import { asGcj02, asWgs84 } from '@common/platform/location'

describe('positions', () => {
  it('are shifted into the Chinese datum inside China and nowhere else', () => {
    const beijing = asGcj02({ lon: 116.391275, lat: 39.907253 })
    expect(beijing.lon - 116.391275).toBeGreaterThan(0.005)
    expect(asGcj02({ lon: -71.25, lat: -29.9 })).toEqual({ lon: -71.25, lat: -29.9 })
  })

  it('come back from it to within a metre', () => {
    const there = asGcj02({ lon: 121.4737, lat: 31.2304 })
    const back = asWgs84(there.lon, there.lat, 'gcj02')
    expect(back.lon).toBeCloseTo(121.4737, 5)
    expect(back.lat).toBeCloseTo(31.2304, 5)
    expect(asWgs84(1.23456789, 2, 'wgs84')).toEqual({ lon: 1.234568, lat: 2 })
  })
})

describe('signing in', () => {
  it('takes phone numbers as people write them', () => {
    expect(tidyPhone(' +56 9 8765-4321')).toBe('+56987654321')
    expect(tidyPhone('138 0000 1234')).toBe('13800001234')
    expect([isPhone('123'), isPhone('+56 9 8765 4321')]).toEqual([false, true])
  })
})

describe('versions', () => {
  it('compare by number and not by letter', () => {
    expect([isOlder('0.1.0', '0.1.0'), isOlder('0.9.0', '0.10.0'), isOlder('1.0', '0.9.9'), isOlder('0.1', '0.1.1')]).toEqual([
      false, true, false, true,
    ])
  })
})

describe('icons', () => {
  it('fall back to a wrench for a category that nobody drew', () => {
    expect([catalogueIcon('drains', 'x'), catalogueIcon('star', 'x'), catalogueIcon('?', 'electrical'), catalogueIcon('?', '?')]).toEqual([
      'drain', 'star', 'bolt', 'wrench',
    ])
  })

  it('are drawn inside the page, from no address', () => {
    expect(maskOf('home', false)).toMatch(/^url\("data:image\/svg\+xml,/)
  })
})
