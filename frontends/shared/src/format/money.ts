import type { Language } from '../i18n/text'

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', CLP: '$', USD: 'US$', EUR: '€', GBP: '£', JPY: '¥' }

export interface Currency {
  readonly currency: string
  readonly currency_exponent: number
}

/** `¥1,234.50`, or `$45,000` for a currency without decimals. Integers only, so no cent is ever lost. */
export function money(amountMinor: number, { currency, currency_exponent }: Currency): string {
  const digits = Math.abs(Math.trunc(amountMinor)).toString().padStart(currency_exponent + 1, '0')
  const whole = digits.slice(0, digits.length - currency_exponent)
  const fraction = currency_exponent > 0 ? `.${digits.slice(-currency_exponent)}` : ''
  const sign = SIGNS[currency] ?? `${currency} `
  return `${amountMinor < 0 ? '−' : ''}${sign}${grouped(whole)}${fraction}`
}

/** `12,345` */
export function grouped(digits: string | number): string {
  return String(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** `+20` and `−20`, as a points history shows them. */
export function signed(amount: number): string {
  return `${amount < 0 ? '−' : '+'}${grouped(Math.abs(amount))}`
}

export function points(amount: number, language: Language): string {
  return language === 'zh-CN' ? `${grouped(amount)} 积分` : `${grouped(amount)} ${amount === 1 ? 'point' : 'points'}`
}
