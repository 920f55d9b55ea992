import type { IncomingMessage, ServerResponse } from 'node:http'
import { keepRawBody, markBodyRead } from './read-body.js'

export type FetchHandler = (request: Request) => Response | Promise<Response>
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What frameworks add to a request: the path before mounting, and perhaps the bytes of a body that they have read. */
interface FrameworkRequest extends IncomingMessage {
  readonly originalUrl?: string
  readonly rawBody?: unknown
}

/**
 * Serves a fetch handler with node:http, Express or Connect. Mount it before body parsers; where a parser has run,
 * the exact bytes have to be left on `request.rawBody`, since a parsed object hides duplicate names.
 *
 * @example
 * app.use('/interkassa', toNodeHandler(checkout.fetch))
 */
export function toNodeHandler(handle: FetchHandler): NodeHandler {
  return async (incoming, outgoing) => {
    const request = toRequest(incoming)
    const response = request ? await handle(request) : new Response(null, { status: 400 })
    outgoing.statusCode = response.status
    response.headers.forEach((value, name) => outgoing.setHeader(name, value))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
    // What nobody wants to read still has to be taken off the wire: a client that is sending listens only afterwards.
    incoming.resume()
  }
}

/** The methods that no Request can have; nothing is ever asked by them here. */
const WITHOUT_REQUEST = ['TRACE', 'TRACK', 'CONNECT']

function toRequest(incoming: FrameworkRequest): Request | null {
  const { method = 'GET', headers, originalUrl, url = '/', rawBody } = incoming
  if (WITHOUT_REQUEST.includes(method)) return null
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const isRead = incoming.readableDidRead
  // Routes look at the path alone; the public address is configured, so what `Host` says does not matter.
  const request = new Request(`http://localhost${(originalUrl ?? url).replace(/^(?!\/)/, '/')}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one])
    ),
    ...(hasBody && !isRead && { body: bodyOf(incoming), duplex: 'half' as const })
  })
  if (rawBody instanceof Uint8Array) keepRawBody(request, rawBody)
  else if (hasBody && isRead) markBodyRead(request)
  return request
}

/** The body as a stream for fetch. Whoever stops reading it leaves the socket open, so that the answer arrives. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array, undefined>
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await chunks.return?.()
      }
    },
    { highWaterMark: 0 }
  )
}
