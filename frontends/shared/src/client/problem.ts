import type { Facts, FieldProblem, ProblemBody } from '../api/contract'
import type { WireResponse } from './transport'

/** The server refused, in a form that a screen can put into words (see `words/problems`). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly title: string
  readonly facts: Facts
  readonly errors: readonly FieldProblem[]
  readonly retry_after_s: number | null

  constructor(body: ProblemBody, retryAfterS: number | null = null) {
    super(`${body.status} ${body.code}: ${body.detail}`)
    this.status = body.status
    this.code = body.code
    this.detail = body.detail
    this.title = body.title
    this.facts = body.facts ?? {}
    this.errors = body.errors ?? []
    this.retry_after_s = retryAfterS
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem
}

/** Reads problem+json; a proxy's HTML page or an empty body still becomes a `Problem`. */
export function problemOf(response: WireResponse): Problem {
  const body = parsed(response.text)
  return new Problem(
    {
      type: textOf(body, 'type', 'about:blank'),
      title: textOf(body, 'title', ''),
      status: response.status,
      detail: textOf(body, 'detail', ''),
      instance: textOf(body, 'instance', ''),
      code: textOf(body, 'code', `http_${response.status}`),
      facts: (body['facts'] as Facts | undefined) ?? {},
      errors: (body['errors'] as readonly FieldProblem[] | undefined) ?? [],
    },
    retryAfter(response.headers['retry-after']),
  )
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function textOf(body: Record<string, unknown>, name: string, otherwise: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : otherwise
}

function retryAfter(header: string | undefined): number | null {
  const seconds = Number(header)
  return header === undefined || !Number.isFinite(seconds) ? null : Math.max(0, seconds)
}
