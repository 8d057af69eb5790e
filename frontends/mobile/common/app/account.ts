import type { Language } from '@shared/i18n'
import { languageOf } from '@shared/i18n'
import { callout } from './callout'
import { fetchConfig } from './city'
import { chooseLanguage } from './language'

/** Signs in by the code that came by message, and starts the live connection. */
export async function signIn(phone: string, code: string): Promise<void> {
  const { api, account, outbox, store } = callout()
  const session = await api.auth.signInByCode(phone, code)
  const last = store.get('callout.last-account')
  if (last !== null && last !== session.account.id) outbox.clear()
  store.set('callout.last-account', session.account.id)
  account.value = session.account
  enterLive()
}

export async function signOut(): Promise<void> {
  const { api, account, stream } = callout()
  stream.stop()
  try {
    await api.auth.signOut()
  } catch {
    // Signed out on this phone in any case; the tokens end by themselves.
  }
  account.value = null
}

/** Asks who is signed in, so that roles and duty are as the server knows them. */
export async function refreshAccount(): Promise<void> {
  const { api, account, client } = callout()
  if (client.session.current() === null) return
  account.value = await api.me.get()
}

export function enterLive(): void {
  const { account, stream } = callout()
  if (account.value !== null) stream.start()
}

/** The choice stays on this phone, and on the account so that messages speak it too. */
export function speak(language: Language): void {
  const { api, account, store } = callout()
  chooseLanguage(store, language)
  const me = account.value
  if (me === null || languageOf(me.locale) === language) return
  account.value = { ...me, locale: language }
  void api.me.setLocale(language).catch(() => undefined)
}

/** What every start and every return to the front does. */
export function wakeUp(): void {
  const { stream, outbox } = callout()
  enterLive()
  stream.wake()
  void fetchConfig().catch(() => undefined)
  void outbox.flush().catch(() => undefined)
}
