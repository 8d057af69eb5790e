import { createHash } from 'node:crypto'

/** As much of RFC 6455 as the mock needs: it accepts, sends texts, and treats any first message as a hello. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export function liveSockets(server, greeting) {
  const open = new Set()
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + MAGIC).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    open.add(socket)
    socket.once('data', () => send(socket, greeting()))
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => open.delete(socket))
  })
  return { tell: (message) => open.forEach((socket) => send(socket, message)), close: () => open.forEach((socket) => socket.destroy()) }
}

function send(socket, message) {
  const body = Buffer.from(JSON.stringify(message))
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
  socket.write(Buffer.concat([head, body]))
}
