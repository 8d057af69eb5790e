import type { Role } from '@shared/api'

/** The first screen of somebody with these roles: reviewers review, everybody else dispatches. */
export function landingOf(roles: readonly Role[]): 'review' | 'board' {
  return roles.includes('dispatcher') && !roles.includes('reviewer') ? 'board' : 'review'
}

/** Only a path of our own may be returned to, never another site. */
export function nextPath(asked: unknown): string | null {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : null
}
