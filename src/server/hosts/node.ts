import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { answererOf, type FetchHandler } from '../calls/answerer.js'
import type { Answer } from '../calls/answers.js'
import { nodeCall } from './node-call.js'
import { toRequest } from './node-request.js'

export type { FetchHandler } from '../calls/answerer.js'

type NodeResponse = ServerResponse | Http2ServerResponse

/** Answers one request. Never rejects, so that nobody has to wait for it. */
export type NodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: NodeResponse
) => Promise<void>

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
  const answer = answererOf(handle)
  return async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once('close', () => {
      if (!outgoing.writableEnded) gone.abort()
    })
    try {
      if (WITHOUT_REQUEST.includes(incoming.method ?? '')) outgoing.writeHead(400).end()
      else if (answer) sendAnswer(await answer(nodeCall(incoming, gone)), outgoing)
      else await sendResponse(await handle(toRequest(incoming, gone.signal)), outgoing)
    } catch (error) {
      if (!gone.signal.aborted) fail(error, outgoing)
    }
    // What nobody wants to read still has to be taken off the wire: a client that is sending listens only afterwards.
    incoming.resume()
  }
}

/** Where the client is gone this does nothing. */
function sendAnswer({ status, headers, body }: Answer, outgoing: NodeResponse): void {
  outgoing.statusCode = status
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  outgoing.end(body ?? '')
}

async function sendResponse(response: Response, outgoing: NodeResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    // Each cookie comes by itself, and a framework may have set some before.
    if (name === 'set-cookie') outgoing.appendHeader(name, value)
    else outgoing.setHeader(name, value)
  }
  outgoing.end(body)
}

function fail(error: unknown, outgoing: NodeResponse): void {
  console.error('interkassa-checkout: a request could not be answered', error)
  outgoing.statusCode = 503
  outgoing.end()
}

/** The methods that no Request can have; nothing is ever asked by them here. */
const WITHOUT_REQUEST = ['TRACE', 'TRACK', 'CONNECT']
