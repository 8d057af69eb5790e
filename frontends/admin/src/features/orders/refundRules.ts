import type { OrderDetail, OrderPrice, Refund, RefundLine, Text } from '@shared/api'
import { minorOf } from '@shared/format'
import { plain } from '@shared/words'
import { MONEY } from '@/words/money'

/** A line of the bill with what can still be refunded of it. */
export interface OpenLine {
  readonly line: string
  readonly name: Text
  readonly paid_minor: number
  readonly left_minor: number
}

const LINE_NAMES: Readonly<Record<string, Text>> = { service: MONEY.service }
export const lineText = (line: string): Text => LINE_NAMES[line] ?? plain(line)

/** What was paid for each line, by money or points: discounts are off, and cannot be refunded. */
export function paidLines({ price }: Pick<OrderPrice, 'price'>): readonly RefundLine[] {
  return price.lines.map(({ id, price_minor }) => ({ line: id, amount_minor: price_minor }))
}

export function openLines(paid: readonly RefundLine[], refunds: readonly Refund[]): readonly OpenLine[] {
  const given = (line: string): number =>
    refunds.flatMap(({ lines }) => lines).filter((one) => one.line === line).reduce((sum, one) => sum + one.amount_minor, 0)
  return paid.map(({ line, amount_minor }) => ({
    line,
    name: lineText(line),
    paid_minor: amount_minor,
    left_minor: Math.max(0, amount_minor - given(line)),
  }))
}

export const leftOf = (lines: readonly OpenLine[]): number => lines.reduce((sum, { left_minor }) => sum + left_minor, 0)

/** Only what was completed was paid. */
export function mayRefund(order: Pick<OrderDetail, 'status'>, lines: readonly OpenLine[]): boolean {
  return order.status === 'COMPLETED' && leftOf(lines) > 0
}

export interface RefundForm {
  isWhole: boolean
  /** Typed amounts by line. */
  amounts: Record<string, string>
  reason: string
}

/** Lines whose amount is none of this currency, or more than is left. */
export function wrongLines(form: RefundForm, lines: readonly OpenLine[], exponent: number): readonly string[] {
  if (form.isWhole) return []
  return lines
    .filter(({ line, left_minor }) => {
      const typed = (form.amounts[line] ?? '').trim()
      const minor = minorOf(typed, exponent)
      return typed !== '' && (minor === null || minor > left_minor)
    })
    .map(({ line }) => line)
}

/** What is asked for: null for all that is left, else the lines with an amount above zero. */
export function wantedLines(form: RefundForm, lines: readonly OpenLine[], exponent: number): readonly RefundLine[] | null {
  if (form.isWhole) return null
  return lines
    .map(({ line }) => ({ line, amount_minor: minorOf(form.amounts[line] ?? '', exponent) ?? 0 }))
    .filter(({ amount_minor }) => amount_minor > 0)
}
