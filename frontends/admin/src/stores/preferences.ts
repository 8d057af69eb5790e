import { languageOf, translator } from '@shared/i18n'
import type { Language } from '@shared/i18n'
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { requestLanguage } from '@/api'

const STORED_AT = 'callout.language'

/** What this person chose for this browser. */
export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(languageOf(localStorage.getItem(STORED_AT) ?? navigator.language))
  const t = translator(() => language.value)

  watch(
    language,
    (chosen) => {
      requestLanguage.value = chosen
      localStorage.setItem(STORED_AT, chosen)
      document.documentElement.lang = chosen
    },
    { immediate: true },
  )

  function toggleLanguage(): void {
    language.value = language.value === 'zh-CN' ? 'en' : 'zh-CN'
  }

  return { language, t, toggleLanguage }
})
