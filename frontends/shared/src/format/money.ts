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

/** `12.5` or `12,50` as the minor units of a currency; null where it is no amount of that currency. */
export function minorOf(typed: string, exponent: number): number | null {
  const found = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim())
  if (found === null) return null
  const [, whole = '', fraction = ''] = found
  if (fraction.length > exponent) return null
  return Number(whole + fraction.padEnd(exponent, '0'))
}

/** `12.50`: an amount as one may change it. */
export function plainAmount(minor: number, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0')
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
