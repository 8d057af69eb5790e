import { deviceName, endpoints, memoryStore, randomKey } from '../src/client'
import { clientOf, json, scripted } from './support'

const OK = json(200, {})

describe('the device', () => {
  it('is told with a quote and an order, and with nothing else', async () => {
    const wire = scripted(OK, OK, OK, OK)
    const { client } = clientOf({ ...wire, store: memoryStore({ 'callout.device': 'this-very-device' }) })
    const api = endpoints(client)
    await api.orders.quote({} as never)
    await api.orders.submit({} as never)
    await api.me.get()
    await api.me.setLocale('en')
    const told = wire.asked.map((one) => one.headers['X-Device-Id'])
    expect(told).toEqual(['this-very-device', 'this-very-device', undefined, undefined])
  })

  it('names itself once, also over a restart of the app', () => {
    const store = memoryStore()
    const name = deviceName(store, randomKey)
    expect(name()).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
    expect([name(), deviceName(store, randomKey)()]).toEqual([name(), name()])
    expect(deviceName(memoryStore(), randomKey)()).not.toBe(name())
  })

  it('keeps its name where nothing can be stored', () => {
    const name = deviceName({ get: () => null, set: () => undefined, remove: () => undefined }, randomKey)
    expect(name()).toBe(name())
  })
})
