import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NodeHandler } from '../../src/server/hosts/node.js'

export interface Listening {
  readonly port: number
  /** Lets `handler` answer from now on; without one every answer is 503. */
  use(handler: NodeHandler | null): void
  /** Ends when the answers under way are out. Connections that browsers keep in store are cut. */
  close(): Promise<void>
}

/** How long answers under way are waited for, in milliseconds. */
const GRACE = 2_000

/** Listens on this machine alone; on a free port if `port` is 0. */
export async function listen(port: number): Promise<Listening> {
  const unavailable: NodeHandler = async (_, response) => {
    await Promise.resolve(response.writeHead(503, { 'retry-after': '1' }).end())
  }
  let answer = unavailable
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    use(handler) {
      answer = handler ?? unavailable
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      const cut = setTimeout(() => {
        server.closeAllConnections()
      }, GRACE)
      await closed
      clearTimeout(cut)
    }
  }
}
