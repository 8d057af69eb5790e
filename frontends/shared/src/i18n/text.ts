import type { Text } from '../api/contract'

export type Language = 'zh-CN' | 'en'
export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']

/** A sentence with places to fill, in both languages; the compiler refuses a missing one. */
export interface Saying<A extends readonly unknown[]> {
  readonly zh: (...args: A) => string
  readonly en: (...args: A) => string
}

export type { Text }

/** The nearest language that we speak to a locale such as `zh-Hans-CN` or `en_GB`. */
export function languageOf(locale: string | null | undefined): Language {
  return (locale ?? '').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function pick(text: Text, language: Language): string {
  return language === 'zh-CN' ? text.zh || text.en : text.en || text.zh
}

export function say<A extends readonly unknown[]>(saying: Saying<A>, language: Language, ...args: A): string {
  return language === 'zh-CN' ? saying.zh(...args) : saying.en(...args)
}

export interface Translate {
  (text: Text): string
  <A extends readonly unknown[]>(saying: Saying<A>, ...args: A): string
}

/**
 * `t(words.home)` and `t(words.left, 3)`.
 *
 * Messages are functions, not patterns: message libraries that compile patterns at run time do not
 * work in mini programs, and functions are checked by the compiler.
 */
export function translator(language: () => Language): Translate {
  return <A extends readonly unknown[]>(message: Text | Saying<A>, ...args: A): string =>
    typeof message.zh === 'function' ? say(message as Saying<A>, language(), ...args) : pick(message as Text, language())
}
