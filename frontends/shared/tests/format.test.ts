import * as format from '../src/format'

const CLP = { currency: 'CLP', currency_exponent: 0 }
const CNY = { currency: 'CNY', currency_exponent: 2 }
const KWD = { currency: 'KWD', currency_exponent: 3 }
const ZONE = 'America/Santiago'

describe('money', () => {
  it.each([
    [24900, CLP, '$24,900'],
    [0, CLP, '$0'],
    [123456, CNY, '¥1,234.56'],
    [5, CNY, '¥0.05'],
    [-70, CNY, '−¥0.70'],
    [1234567, KWD, 'KWD 1,234.567'],
  ])('%i is written with the decimals of its currency', (amount, currency, text) => {
    expect(format.money(amount, currency)).toBe(text)
  })

  it.each([
    ['12.5', 2, 1250],
    ['12,50', 2, 1250],
    ['0', 0, 0],
    ['1.250', 3, 1250],
    ['12.505', 2, null],
    ['1.5', 0, null],
    ['-3', 2, null],
    ['', 2, null],
  ])('%s is read with %i decimals', (typed, exponent, minor) => {
    expect(format.minorOf(typed, exponent)).toBe(minor)
  })

  it('is written back as it may be typed', () => {
    expect([format.plainAmount(1250, 2), format.plainAmount(5, 2), format.plainAmount(24900, 0)]).toEqual(['12.50', '0.05', '24900'])
  })

  it('signs points', () => {
    expect([format.signed(20), format.signed(-1000)]).toEqual(['+20', '−1,000'])
    expect([format.points(1, 'en'), format.points(2, 'en'), format.points(2, 'zh-CN')]).toEqual(['1 point', '2 points', '2 积分'])
  })
})

describe('time', () => {
  const now = new Date('2026-11-22T18:00:00Z')

  it("is told on the region's wall clock, wherever the phone is", () => {
    expect(format.hourMinute('2026-11-22T01:30:00Z', ZONE)).toBe('22:30')
    expect(format.dayKey('2026-11-22T01:30:00Z', ZONE)).toBe('2026-11-21')
    expect(format.hourMinute('2026-11-22T16:05:00Z', 'Asia/Shanghai')).toBe('00:05')
  })

  it('finds the moment at which clocks show something, also where they jump or go back', () => {
    expect(format.momentOf('2026-11-22T14:30', ZONE)).toBe('2026-11-22T17:30:00Z')
    expect(format.momentOf('2026-09-06T00:00', ZONE)).toBe('2026-09-06T04:00:00Z')
    expect(format.momentOf('2026-04-04T23:30', ZONE)).toBe('2026-04-05T02:30:00Z')
    expect(format.momentOf('2026-06-01T00:00', 'Asia/Shanghai')).toBe('2026-05-31T16:00:00Z')
  })

  it('says the year of another year', () => {
    expect(format.dayName('2028-02-01T12:00:00Z', now, ZONE, 'en')).toBe('1 Feb 2028')
    expect(format.dayName('2028-02-01T12:00:00Z', now, ZONE, 'zh-CN')).toBe('2028年2月1日')
  })

  it('names today and tomorrow, and other days by date', () => {
    const names = ['2026-11-22T20:00:00Z', '2026-11-24T02:00:00Z', '2026-11-25T12:00:00Z']
    expect(names.map((at) => format.dayName(at, now, ZONE, 'en'))).toEqual(['Today', 'Tomorrow', 'Wed 25 Nov'])
    expect(format.dayName('2026-11-25T12:00:00Z', now, ZONE, 'zh-CN')).toBe('11月25日 周三')
  })

  it('writes windows', () => {
    const text = format.windowText('2026-11-22T20:00:00Z', '2026-11-22T21:00:00Z', now, ZONE, 'en')
    expect(text).toBe('Today 17:00–18:00')
    expect(format.momentText('2026-11-22T20:00:00Z', now, ZONE, 'zh-CN')).toBe('今天 17:00')
  })

  it('turns months over', () => {
    expect([format.nextDay('2026-02-28'), format.nextDay('2026-12-31')]).toEqual(['2026-03-01', '2027-01-01'])
    expect(format.dayKey(format.noonOf('2026-11-22'), ZONE)).toBe('2026-11-22')
  })

  it('survives a phone without time zones and a zone that nobody knows', () => {
    expect(format.hourMinute('2026-11-22T10:00:00Z', 'Mars/Olympus')).toMatch(/^\d\d:\d\d$/)
    vi.stubGlobal('Intl', undefined)
    expect(format.localTime('2026-11-22T10:00:00Z', ZONE).year).toBe(2026)
    vi.unstubAllGlobals()
  })

  it.each([[20, '1 min'], [2700, '45 min'], [3600, '1 h'], [5400, '1 h 30 min']])('%i s is %s', (seconds, text) => {
    expect(format.durationText(seconds, 'en')).toBe(text)
  })
})

describe('distance', () => {
  it.each([[3, '10 m'], [243, '240 m'], [999, '1.0 km'], [3420, '3.4 km'], [27400, '27 km']])('%i m is %s', (metres, text) => {
    expect(format.distance(metres, 'en')).toBe(text)
  })
})

describe('the count-down', () => {
  const clock = format.businessClock({ business_now: '2026-11-22T10:00:00Z', clock_rate: 60 }, 1_000_000)

  it('runs in business time, as fast as that runs', () => {
    const now = format.businessNow(clock, 1_001_000)
    expect(now.toISOString()).toBe('2026-11-22T10:01:00.000Z')
    expect(format.secondsLeft('2026-11-22T10:02:30Z', now)).toBe(90)
    expect(format.secondsLeft('2026-11-22T09:00:00Z', now)).toBe(0)
  })

  it.each([[-3, '00:00'], [299, '04:59'], [11099, '3:04:59'], [190_000, '2 d 4 h']])('%i s is %s', (seconds, text) => {
    expect(format.countdownText(seconds, 'en')).toBe(text)
  })
})
