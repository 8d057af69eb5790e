import type { OrderAction, Text } from '@shared/api'
import { DIALOG } from '@/words/orders'

export type ActionField = 'none' | 'reason_code' | 'question' | 'reason'

/** How an action is asked for: its route, its look and the one thing that must be said with it. */
export interface ActionForm {
  readonly path: string
  readonly title: Text
  readonly field: ActionField
  readonly tone: 'primary' | 'plain' | 'danger'
  readonly hint?: Text
  /** Asked before it is done although nothing has to be said. */
  readonly isConfirmed?: boolean
}

/** The commands that a desk can send without choosing a worker first. */
export const ORDER_FORMS: Readonly<Record<string, ActionForm>> = {
  approve: { path: 'approve', title: DIALOG.approve, field: 'none', tone: 'primary' },
  ask: { path: 'ask', title: DIALOG.ask, field: 'question', tone: 'plain' },
  reject: { path: 'reject', title: DIALOG.reject, field: 'reason_code', tone: 'danger' },
  open_hall: {
    path: 'open-hall',
    title: DIALOG.open_hall,
    field: 'none',
    tone: 'plain',
    hint: DIALOG.hallHint,
    isConfirmed: true,
  },
  reassign: { path: 'reassign', title: DIALOG.reassign, field: 'reason', tone: 'plain' },
  close_unserved: { path: 'close-unserved', title: DIALOG.close_unserved, field: 'reason', tone: 'danger' },
  cancel: { path: 'cancel', title: DIALOG.cancel, field: 'reason', tone: 'danger' },
  force_close: {
    path: 'force-close',
    title: DIALOG.force_close,
    field: 'reason',
    tone: 'danger',
    hint: DIALOG.forceHint,
  },
}

/** Actions that need a worker to be chosen, which the candidates' list does. */
export const WORKER_ACTIONS: readonly OrderAction[] = ['offer', 'assign']

/** The buttons of an order, in the server's order; what needs a worker or is unknown has no button here. */
export function buttonsOf(allowed: readonly OrderAction[]): readonly OrderAction[] {
  return allowed.filter((action) => action in ORDER_FORMS)
}

export interface ActionValues {
  reason_code: string
  text: string
}

/** What is missing, in words, or null when it may be sent. */
export function missingIn(form: ActionForm, values: ActionValues): Text | null {
  if (form.field === 'reason_code' && values.reason_code === '') return DIALOG.chooseReason
  const needsText = form.field === 'question' || form.field === 'reason'
  return needsText && values.text.trim() === '' ? DIALOG.tooShort : null
}

/** The body of the command, version apart. */
export function bodyOf(form: ActionForm, values: ActionValues): Readonly<Record<string, string>> {
  const text = values.text.trim()
  switch (form.field) {
    case 'reason_code':
      return { reason_code: values.reason_code, note: text }
    case 'question':
      return { question: text }
    case 'reason':
      return { reason: text }
    case 'none':
      return {}
  }
}
