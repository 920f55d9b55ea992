import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { BODY_REMEDIES } from '../calls/body-remedies.js'
import { keepRawBody, markBodyRead } from '../calls/read-body.js'

/** What frameworks add to a request: the path before mounting, and what they have made of a body that they have read. */
export type FrameworkRequest = (IncomingMessage | Http2ServerRequest) & {
  readonly originalUrl?: string
  readonly rawBody?: unknown
  readonly body?: unknown
}

/** The whole of it, for a fetch handler. */
export function toRequest(incoming: FrameworkRequest, signal: AbortSignal): Request {
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  const isRead = incoming.readableDidRead
  const request = new Request(urlOf(incoming), {
    ...headOf(incoming, signal),
    ...(hasBody && !isRead && { body: bodyOf(incoming), duplex: 'half' as const })
  })
  const kept = keptBytes(incoming)
  if (kept) keepRawBody(request, kept)
  else if (hasBody && isRead) markBodyRead(request, remedyFor(incoming))
  return request
}

/** What stands before the body. */
export const toHead = (incoming: FrameworkRequest, signal: AbortSignal): Request =>
  new Request(urlOf(incoming), headOf(incoming, signal))

/** Routes look at the path alone; the public address is configured, so what `Host` says does not matter. */
export const urlOf = ({ originalUrl, url = '/' }: FrameworkRequest): string =>
  `http://localhost${(originalUrl ?? url).replace(/^(?!\/)/, '/')}`

const headOf = ({ method = 'GET', headers }: FrameworkRequest, signal: AbortSignal) => ({
  method,
  headers: headersOf(headers),
  signal
})

/** What a parser has kept of the body as it came, if one has. Text is what was read as UTF-8. */
export function keptBytes({ rawBody, body }: FrameworkRequest): Uint8Array | null {
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
export function remedyFor(incoming: FrameworkRequest): string {
  if (incoming.originalUrl !== undefined) return BODY_REMEDIES.express
  return 'body' in incoming ? BODY_REMEDIES.nextApiRoute : BODY_REMEDIES.fastify
}
