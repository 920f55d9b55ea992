import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** What a shop heard: one request of the gateway or of the browser. */
interface Heard {
  readonly method: string
  readonly path: string
  readonly contentType: string | undefined
  readonly fields: Readonly<Record<string, string>>
  /** Names in the order in which they came. */
  readonly names: readonly string[]
}

export interface Shop {
  readonly url: string
  readonly heard: readonly Heard[]
}

/** Answers a request; by default with 200 and a short text. */
export type ShopAnswer = (outgoing: ServerResponse, count: number) => void

const ok: ShopAnswer = (outgoing) => outgoing.writeHead(200).end('OK')

/** A real little shop on a free port, which writes down what it hears and is closed when the test ends. */
export async function openShop(t: TestContext, answer: ShopAnswer = ok): Promise<Shop> {
  const heard: Heard[] = []
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then((request) => {
      heard.push(request)
      answer(outgoing, heard.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, heard }
}

async function read(incoming: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://shop.invalid')
  const { method = '' } = incoming
  const pairs = method === 'POST' ? new URLSearchParams(Buffer.concat(chunks).toString()) : searchParams
  return {
    method,
    path: pathname,
    contentType: incoming.headers['content-type'],
    fields: Object.fromEntries(pairs),
    names: [...pairs.keys()]
  }
}
