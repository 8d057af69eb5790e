import { ref } from 'vue'
import type { KeyValueStore } from '@shared/client'
import { languageOf, translator } from '@shared/i18n'
import type { Language } from '@shared/i18n'

const STORED_AT = 'callout.language'

/** What the screen speaks; every `t()` in a template follows it at once. */
export const language = ref<Language>('zh-CN')

export const languageNow = (): Language => language.value

export const t = translator(languageNow)

/** The person's choice, else the phone's language. */
export function startLanguage(store: KeyValueStore): void {
  language.value = languageOf(store.get(STORED_AT) ?? systemLocale())
  markPage()
}

export function chooseLanguage(store: KeyValueStore, chosen: Language): void {
  language.value = chosen
  store.set(STORED_AT, chosen)
  markPage()
}

function systemLocale(): string {
  try {
    return uni.getSystemInfoSync().language ?? ''
  } catch {
    return ''
  }
}

/** Screen readers pronounce by the page's language; mini programs have no page element. */
function markPage(): void {
  if (typeof document !== 'undefined' && document.documentElement) document.documentElement.lang = language.value
}
