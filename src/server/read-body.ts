import { InterkassaError, LIMITS } from '../protocol/index.js'
import { BODY_REMEDIES } from './body-remedies.js'

/** Where an adapter for a framework that has read the body already leaves the bytes, see `toNodeHandler`. */
const rawBodies = new WeakMap<Request, Uint8Array>()

/** What to change in the host, by requests whose body was read before they came here and whose bytes nobody has kept. */
const readElsewhere = new WeakMap<Request, string>()

/** Remembers that the body of a request was read before it came here, and what is to be changed in the host. */
export function markBodyRead(request: Request, remedy: string): void {
  readElsewhere.set(request, remedy)
}

/** Remembers the bytes of a request whose stream somebody else has consumed. */
export function keepRawBody(request: Request, body: Uint8Array): void {
  rawBodies.set(request, body)
}

/**
 * The bytes of a request, at most `limit` of them: it begins no reading where more are announced, and stops there
 * whatever was announced.
 *
 * @throws InterkassaError `body-too-large`; `body-already-read` where the stream is used up and no bytes were kept, with
 *   the line to change; `bad-request` where the client went away, which is no trouble of ours.
 */
export async function readBody(request: Request, limit: number = LIMITS.bodyBytes): Promise<Uint8Array> {
  const kept = rawBodies.get(request)
  if (kept && kept.byteLength > limit) throw tooLarge(limit)
  if (kept) return kept
  const remedy = readElsewhere.get(request) ?? (request.bodyUsed ? BODY_REMEDIES.fetchHandler : null)
  if (remedy !== null) {
    throw new InterkassaError('body-already-read', `the body was read before it came here; ${remedy}`)
  }
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit)
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
