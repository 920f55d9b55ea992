import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { BODY_REMEDIES } from './body-remedies.js'
import { keepRawBody, markBodyRead } from './read-body.js'

export type FetchHandler = (request: Request) => Response | Promise<Response>

/** Answers one request. Never rejects, so that nobody has to wait for it. */
export type NodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse
) => Promise<void>

/** What frameworks add to a request: the path before mounting, and what they have made of a body that they have read. */
type FrameworkRequest = (IncomingMessage | Http2ServerRequest) & {
  readonly originalUrl?: string
  readonly rawBody?: unknown
  readonly body?: unknown
}

/**
 * Serves a fetch handler with node:http, node:http2, Express, Connect or Fastify. Mount it before body parsers; where a
 * parser has run, the exact bytes have to be left on `request.rawBody`, or as `request.body` by `express.raw()`, since a
 * parsed object hides duplicate names.
 *
 * The request's `signal` tells that the client is gone. Nothing is answered then, and nothing that fails is logged.
 *
 * @example
 * app.use('/interkassa', toNodeHandler(checkout.fetch))
 *
 * @example
 * const handler = toNodeHandler(checkout.fetch)
 * const onRequest = (request, reply) => { reply.hijack(); return handler(request.raw, reply.raw) }
 * fastify.all('/interkassa/*', { onRequest }, () => undefined)
 */
export function toNodeHandler(handle: FetchHandler): NodeHandler {
  return async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once('close', () => {
      if (!outgoing.writableEnded) gone.abort()
    })
    try {
      const request = toRequest(incoming, gone.signal)
      const response = request ? await handle(request) : new Response(null, { status: 400 })
      const body = Buffer.from(await response.arrayBuffer())
      if (!gone.signal.aborted) send(response, body, outgoing)
    } catch (error) {
      if (!gone.signal.aborted) fail(error, outgoing)
    }
    // What nobody wants to read still has to be taken off the wire: a client that is sending listens only afterwards.
    incoming.resume()
  }
}

function send(
  { status, headers }: Response,
  body: Buffer,
  outgoing: ServerResponse | Http2ServerResponse
): void {
  outgoing.statusCode = status
  for (const [name, value] of headers) {
    // Each cookie comes by itself, and a framework may have set some before.
    if (name === 'set-cookie') outgoing.appendHeader(name, value)
    else outgoing.setHeader(name, value)
  }
  outgoing.end(body)
}

function fail(error: unknown, outgoing: ServerResponse | Http2ServerResponse): void {
  console.error('interkassa-checkout: a request could not be answered', error)
  if (!outgoing.headersSent) outgoing.statusCode = 503
  outgoing.end()
}

/** The methods that no Request can have; nothing is ever asked by them here. */
const WITHOUT_REQUEST = ['TRACE', 'TRACK', 'CONNECT']

function toRequest(incoming: FrameworkRequest, signal: AbortSignal): Request | null {
  const { method = 'GET', headers, originalUrl, url = '/' } = incoming
  if (WITHOUT_REQUEST.includes(method)) return null
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const isRead = incoming.readableDidRead
  // Routes look at the path alone; the public address is configured, so what `Host` says does not matter.
  const request = new Request(`http://localhost${(originalUrl ?? url).replace(/^(?!\/)/, '/')}`, {
    method,
    headers: headersOf(headers),
    signal,
    ...(hasBody && !isRead && { body: bodyOf(incoming), duplex: 'half' as const })
  })
  const kept = keptBytes(incoming)
  if (kept) keepRawBody(request, kept)
  else if (hasBody && isRead) markBodyRead(request, remedyFor(incoming))
  return request
}

/** What a parser has kept of the body as it came, if one has. Text is what was read as UTF-8. */
function keptBytes({ rawBody, body }: FrameworkRequest): Uint8Array | null {
  for (const kept of [rawBody, body]) if (kept instanceof Uint8Array) return kept
  return typeof rawBody === 'string' ? Buffer.from(rawBody) : null
}

/** The headers without those of HTTP/2 that are none, such as `:path`. */
function headersOf(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one])
    )
}

/** The body as a stream for fetch. Whoever stops reading it leaves the socket open, so that the answer arrives. */
function bodyOf(incoming: FrameworkRequest): ReadableStream<Uint8Array> {
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

/** By what each leaves on the request: Express and Connect the address, Next its body, and Fastify nothing. */
function remedyFor(incoming: FrameworkRequest): string {
  if (incoming.originalUrl !== undefined) return BODY_REMEDIES.express
  return 'body' in incoming ? BODY_REMEDIES.nextApiRoute : BODY_REMEDIES.fastify
}
