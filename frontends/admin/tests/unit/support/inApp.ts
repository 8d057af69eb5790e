import { createPinia, setActivePinia } from 'pinia'
import { createApp, defineComponent, h } from 'vue'
import { onTestFinished } from 'vitest'
import { usePlace } from '@/stores/place'
import { aRegion } from './data'

/** Runs a composable as a screen would: inside a mounted component, with stores and a region, until the test ends. */
export function inApp<T>(use: () => T): T {
  const pinia = createPinia()
  setActivePinia(pinia)
  const place = usePlace()
  place.config = { regions: [aRegion()], business_now: '2026-03-18T12:00:00Z', clock_rate: 1, min_client_version: '0', map_notice: { zh: '', en: '' } }
  let result: T | undefined
  const app = createApp(
    defineComponent({
      setup() {
        result = use()
        return () => h('i')
      },
    }),
  ).use(pinia)
  app.mount(document.createElement('div'))
  onTestFinished(() => app.unmount())
  return result as T
}

/** Lets everything that is already under way come to rest. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 8; round += 1) await new Promise((done) => setTimeout(done, 0))
}
