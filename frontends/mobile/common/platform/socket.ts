import type { OpenSocket } from '@shared/stream'

/** The live connection over `uni.connectSocket`. */
export const openUniSocket: OpenSocket = (url, events) => {
  let isOver = false
  const end = (code: number): void => {
    if (isOver) return
    isOver = true
    events.onClose(code)
  }
  // Without `complete` (or another callback) the call answers a promise instead of the task.
  const task = uni.connectSocket({ url, complete: () => undefined })
  task.onOpen(() => events.onOpen())
  task.onMessage(({ data }) => {
    if (typeof data === 'string') events.onText(data)
  })
  task.onError(() => end(1006))
  task.onClose((closed: { code?: number }) => end(closed?.code ?? 1006))
  return {
    send: (text) => task.send({ data: text }),
    close: () => {
      isOver = true
      task.close({})
    },
  }
}
