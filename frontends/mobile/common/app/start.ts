import { beginAgainWhenReplaced } from '@shared/parts'
import type { AppName, Callout } from './callout'
import { startCallout } from './callout'
import { watchNetwork } from '../platform/network'
import { IS_H5 } from '../platform/which'
import { enterLive, refreshAccount, wakeUp } from './account'
import { businessTime, fetchCatalogue, fetchConfig, followClock, recallCity, useCity } from './city'
import { startLanguage } from './language'

const CLOCK_CHECK_MS = 20_000
const OUTBOX_RETRY_MS = 8_000

/** Brings an app up: language, what was known last time, live connection, and the things done in turn. */
export function startApp(name: AppName): Callout {
  if (IS_H5) beginAgainWhenReplaced(window)
  const app = startCallout(name, followClock)
  startLanguage(app.store)
  recallCity()
  void fetchCatalogue().catch(() => undefined)
  void fetchConfig().catch(() => undefined)
  void refreshAccount().catch(() => undefined)
  enterLive()
  watchNetwork((isOnline) => {
    app.isOnline.value = isOnline
    if (isOnline) wakeUp()
  })
  setInterval(followMovingClock, CLOCK_CHECK_MS)
  setInterval(() => {
    if (app.waiting.value.entries.length > 0) void app.outbox.flush().catch(() => undefined)
  }, OUTBOX_RETRY_MS)
  return app
}

/** Where business time runs faster than real time, a small error grows: hear it again now and then. */
function followMovingClock(): void {
  const { config } = useCity()
  const isMoving = config.value !== null && config.value.clock_rate !== 1
  if (isMoving || Math.abs(businessTime().getTime() - Date.now()) > 1000) void fetchConfig().catch(() => undefined)
}
