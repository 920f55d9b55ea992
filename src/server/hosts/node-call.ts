import type { Call } from '../calls/call.js'
import { clientGone, takeBody, tooLarge } from '../calls/read-body.js'
import { keptBytes, remedyFor, toHead, urlOf, type FrameworkRequest } from './node-request.js'

/** The call that a request of node:http makes. It is no Request until somebody wants one, which then has no body. */
export function nodeCall(incoming: FrameworkRequest, gone: AbortController): Call {
  const { method = 'GET', headers } = incoming
  let request: Request | null = null
  return {
    method,
    url: urlOf(incoming),
    headers: { get: (name) => headers[name]?.toString() ?? null },
    readBody: (limit) =>
      takeBody(
        {
          kept: keptBytes(incoming),
          remedy: incoming.readableDidRead ? remedyFor(incoming) : null,
          announced: headers['content-length'],
          read: (atMost) => readIncoming(incoming, atMost)
        },
        limit
      ),
    toRequest: () => (request ??= toHead(incoming, gone.signal))
  }
}

/** Who stops reading leaves the socket open, so that the answer arrives. */
async function readIncoming(incoming: FrameworkRequest, limit: number): Promise<Uint8Array> {
  const chunks = await new Promise<Uint8Array[]>((resolve, reject) => {
    const kept: Uint8Array[] = []
    let length = 0
    const end = (cause?: unknown) => {
      if (incoming.readableEnded) resolve(kept)
      else reject(clientGone(cause))
    }
    const take = (chunk: Uint8Array) => {
      length += chunk.length
      if (length <= limit) kept.push(chunk)
      else {
        incoming.off('data', take)
        reject(tooLarge(limit))
      }
    }
    incoming.on('data', take).once('end', end).once('error', end).once('close', end)
    if (incoming.destroyed) end()
  })
  return Buffer.concat(chunks)
}
