import type { Language } from '../i18n/text'
import { say } from '../i18n/text'

const METRES = { zh: (n: number) => `${n} 米`, en: (n: number) => `${n} m` }
const KILOMETRES = { zh: (n: string) => `${n} 公里`, en: (n: string) => `${n} km` }

/** `240 m`, `3.4 km`, `27 km`. */
export function distance(metres: number, language: Language): string {
  if (metres < 995) return say(METRES, language, Math.max(10, Math.round(metres / 10) * 10))
  const km = metres / 1000
  return say(KILOMETRES, language, km < 9.95 ? km.toFixed(1) : String(Math.round(km)))
}
