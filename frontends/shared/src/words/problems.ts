import type { Text } from '../api/contract'
import { isProblem } from '../client/problem'
import { isUnreachable } from '../client/transport'
import { PROBLEM_WORDS } from './problem-words'

export { PROBLEM_WORDS }

const NO_NETWORK: Text = {
  zh: '网络不通，请检查后重试',
  en: 'No connection; check the network and try again',
}
const OUR_FAULT: Text = { zh: '出了点问题，请稍后再试', en: 'Something went wrong; please try again soon' }

/** What went wrong, in words, for whatever was thrown. */
export function errorText(error: unknown): Text {
  if (isUnreachable(error)) return NO_NETWORK
  if (!isProblem(error)) return OUR_FAULT
  const known = PROBLEM_WORDS[error.code]
  if (known) return known
  if (error.status >= 500 || error.detail === '') return OUR_FAULT
  return { zh: error.detail, en: error.detail }
}

/** The screen was stale or somebody was faster: fetch again and show what is. */
export function isOutrun(error: unknown): boolean {
  return isProblem(error) && [404, 409, 410].includes(error.status)
}
