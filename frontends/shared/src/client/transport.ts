/** What carries a request. The web passes a fetch, the apps pass `uni.request`; the client sees neither. */

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type WireBody = string | ArrayBuffer | Blob

export interface WireRequest {
  readonly method: Method
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: WireBody | null
  readonly timeout_ms: number
}

export interface WireResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Resolves with every answer the server gave, whatever its status; rejects with `Unreachable` otherwise. */
export type Transport = (request: WireRequest) => Promise<WireResponse>

/** No answer came: no network, a time-out, or a connection cut half-way. The write may have happened. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export function isUnreachable(error: unknown): error is Unreachable {
  return error instanceof Unreachable
}
