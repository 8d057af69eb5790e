/** Which build this is; the compiler puts the value in, so the other branch leaves the bundle. */
export const IS_H5 = process.env.UNI_PLATFORM === 'h5'

/** Where the API is. A browser asks its own origin; a mini program has none and is told at build time. */
const ORIGIN = IS_H5 ? '' : (import.meta.env['VITE_CALLOUT_ORIGIN'] ?? 'http://127.0.0.1:8000')

export const API_BASE = `${ORIGIN}/api/v1`

/** Photo addresses come without a host, and the framework would put the app's own path in front of them. */
export function absoluteUrl(url: string): string {
  const origin = IS_H5 ? window.location.origin : ORIGIN
  return url.startsWith('/') ? origin + url : url
}

export function streamAddress(): string {
  if (!IS_H5) return `${API_BASE.replace(/^http/, 'ws')}/stream`
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/stream`
}
