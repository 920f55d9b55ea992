import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { InterkassaError, isLoopbackHost } from '../protocol/index.js'

/** Where to listen: by default on a free port of 127.0.0.1. */
export interface ListenOptions {
  readonly port?: number
  readonly host?: string
}

/** A server that listens. `url` ends with `/`: it is the address to which the shop's forms go. */
export interface Listening {
  readonly url: string
  readonly close: () => Promise<void>
}

type Handler = (request: Request) => Promise<Response>

/** Serves a handler on this machine alone; throws `bad-options` for any other host. */
export async function listen(
  handler: Handler,
  { port = 0, host = '127.0.0.1' }: ListenOptions
): Promise<Listening> {
  if (!isLoopbackHost(host)) {
    throw new InterkassaError('bad-options', `the emulator listens on this machine only, not on ${host}`)
  }
  const server = createServer((incoming, outgoing) => void answer(handler, incoming, outgoing))
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await handler(toRequest(incoming))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  } catch (error) {
    console.error(error)
    outgoing.writeHead(500).end('The emulator failed; its log says why.')
  }
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', url = '/', headers } = incoming
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, 'http://emulator.invalid'), {
    method,
    headers: pairs,
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: 'half' })
  })
}
