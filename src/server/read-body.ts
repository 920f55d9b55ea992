import { InterkassaError, LIMITS } from '../protocol/index.js'

/** Where an adapter for a framework that has read the body already leaves the bytes, see `toNodeHandler`. */
const rawBodies = new WeakMap<Request, Uint8Array>()

const readElsewhere = new WeakSet<Request>()

/** Remembers that the body of a request was read before it came here, and that nobody has kept its bytes. */
export function markBodyRead(request: Request): void {
  readElsewhere.add(request)
}

/** Remembers the bytes of a request whose stream somebody else has consumed. */
export function keepRawBody(request: Request, body: Uint8Array): void {
  rawBodies.set(request, body)
}

/**
 * The bytes of a request, at most `limit` of them: it stops reading there, whatever length was announced.
 *
 * @throws InterkassaError `body-too-large`; `body-already-read` where the stream is used up and no bytes were kept;
 *   `bad-request` where the client went away, which is no trouble of ours.
 */
export async function readBody(request: Request, limit: number = LIMITS.bodyBytes): Promise<Uint8Array> {
  const kept = rawBodies.get(request)
  if (kept && kept.byteLength > limit) throw tooLarge(limit)
  if (kept) return kept
  if (request.bodyUsed || readElsewhere.has(request)) {
    throw new InterkassaError(
      'body-already-read',
      'the body was read before it came here; mount the checkout before body parsers, or let them keep the bytes: ' +
        'express.urlencoded({ verify: (request, _response, bytes) => { request.rawBody = bytes } })'
    )
  }
  try {
    return await readStream(request, limit)
  } catch (cause) {
    if (!request.signal.aborted) throw cause
    throw new InterkassaError('bad-request', 'the client went away before its body had come', { cause })
  }
}

async function readStream({ body }: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (limit: number) => new InterkassaError('body-too-large', `expected at most ${limit} bytes`)
