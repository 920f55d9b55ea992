import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
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
    const response = await handle(toRequest(incoming))
    outgoing.statusCode = response.status
    response.headers.forEach((value, name) => outgoing.setHeader(name, value))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }
}

function toRequest(incoming: FrameworkRequest): Request {
  const { method = 'GET', headers, originalUrl, url = '/', rawBody } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const isRead = incoming.readableDidRead
  // Routes look at the path alone; the public address is configured, so what `Host` says does not matter.
  const request = new Request(`http://localhost${(originalUrl ?? url).replace(/^(?!\/)/, '/')}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one])
    ),
    ...(hasBody && !isRead && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const })
  })
  if (rawBody instanceof Uint8Array) keepRawBody(request, rawBody)
  else if (hasBody && isRead) markBodyRead(request)
  return request
}
