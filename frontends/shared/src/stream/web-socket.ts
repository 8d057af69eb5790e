import type { OpenSocket } from './stream'

/** The browser's WebSocket. */
export const openWebSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url)
  let isOver = false
  socket.onopen = () => events.onOpen()
  socket.onmessage = (event) => {
    if (typeof event.data === 'string') events.onText(event.data)
  }
  socket.onclose = (event) => {
    if (!isOver) events.onClose(event.code)
    isOver = true
  }
  return {
    send: (text) => socket.send(text),
    close: () => {
      isOver = true
      socket.close()
    },
  }
}

/** `wss://host/api/v1/stream` for the page at `location` and a base such as `/api/v1`. */
export function streamUrl(location: { protocol: string; host: string }, base: string): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${base}/stream`
}
