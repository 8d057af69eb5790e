import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Change } from '@shared/api'
import { effectScope, nextTick, ref } from 'vue'
import type { EffectScope } from 'vue'
import { feed } from '@/api'
import { useResource } from '@/composables/useResource'

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

const inScope = <T>(use: () => T): T => scope.run(use) as T
const change = (kind: string): Change => ({ type: 'change', cursor: '1', kind, id: 'x', version: 1, event: 'e', at: '2026-03-18T12:00:00Z' }) as Change
const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2000)

describe('what a screen shows', () => {
  test('is fetched at once and again when the stream says that it changed', async () => {
    const fetch = vi.fn(async () => fetch.mock.calls.length)
    const resource = inScope(() => useResource(fetch, { kinds: ['order'] }))
    await rest()
    expect(resource.data.value).toBe(1)
    feed.publish(change('order'))
    await rest()
    expect(resource.data.value).toBe(2)
  })

  test('is fetched once for a burst of changes, and not at all for those of others', async () => {
    const fetch = vi.fn(async () => 1)
    inScope(() => useResource(fetch, { kinds: ['order'] }))
    await rest()
    feed.publish(change('points'))
    for (let n = 0; n < 20; n += 1) feed.publish(change('order'))
    await vi.advanceTimersByTimeAsync(240)
    expect(fetch).toHaveBeenCalledTimes(1)
    await rest()
    // The burst makes one fetch, and one more because changes came after it had been decided.
    expect(fetch.mock.calls.length).toBeLessThanOrEqual(3)
  })

  test('is one thing: changes of others leave it alone, also after another one was chosen', async () => {
    const fetch = vi.fn(async () => 1)
    const id = ref<string | null>('x')
    inScope(() => useResource(fetch, { kinds: ['order'], id: () => id.value }))
    await rest()
    feed.publish({ ...change('order'), id: 'y' })
    await rest()
    expect(fetch).toHaveBeenCalledTimes(1)
    id.value = 'y'
    await nextTick()
    feed.publish({ ...change('order'), id: 'y' })
    await rest()
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  test('stays on screen when a later fetch fails', async () => {
    let isBroken = false
    const resource = inScope(() =>
      useResource(async () => {
        if (isBroken) throw new Error('down')
        return 'good'
      }),
    )
    await rest()
    isBroken = true
    await resource.refresh()
    expect(resource.data.value).toBe('good')
    expect(resource.error.value).toBeInstanceOf(Error)
    isBroken = false
    await resource.refresh()
    expect(resource.error.value).toBeNull()
  })

  test('is never what an overtaken fetch brings', async () => {
    const waits = [500, 10]
    let asked = 0
    const resource = inScope(() =>
      useResource(async () => {
        const mine = asked
        asked += 1
        await new Promise((done) => setTimeout(done, waits[mine]))
        return mine
      }, { isImmediate: false }),
    )
    const first = resource.refresh()
    const second = resource.refresh()
    await rest()
    await Promise.all([first, second])
    expect(resource.data.value).toBe(1)
    expect(resource.isLoading.value).toBe(false)
  })

  test('is left alone once the screen has closed', async () => {
    const fetch = vi.fn(async () => 1)
    inScope(() => useResource(fetch, { kinds: ['order'] }))
    await rest()
    scope.stop()
    feed.publish(change('order'))
    await rest()
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
