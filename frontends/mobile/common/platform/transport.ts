import { Unreachable } from '@shared/client'
import type { Transport, WireBody, WireRequest, WireResponse } from '@shared/client'

/** Transport over `uni.request`, the same in browsers and mini programs. */
export const uniTransport: Transport = async (request) => {
  const data = request.body === null ? undefined : await bytesOf(request.body)
  return new Promise((resolve, reject) => {
    uni.request({
      url: request.url,
      method: request.method,
      header: request.headers,
      ...(data === undefined ? {} : { data }),
      dataType: 'text',
      responseType: 'text',
      timeout: request.timeout_ms,
      success: (answer) => resolve(answerOf(answer, request)),
      fail: (cause) => reject(new Unreachable(cause.errMsg)),
    })
  })
}

function bytesOf(body: WireBody): Promise<string | ArrayBuffer> | string | ArrayBuffer {
  return typeof Blob !== 'undefined' && body instanceof Blob ? body.arrayBuffer() : (body as string | ArrayBuffer)
}

function answerOf(answer: UniApp.RequestSuccessCallbackResult, request: WireRequest): WireResponse {
  // Some browsers report a refused connection as a success without a status.
  if (!answer.statusCode) throw new Unreachable(request.url)
  const headers: Record<string, string> = {}
  const given = (answer.header ?? {}) as Record<string, unknown>
  for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value)
  const text = typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data ?? '')
  return { status: answer.statusCode, headers, text }
}
