import { InterkassaError, LIMITS } from '../../protocol/index.js'
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

/** Where a body is, as far as that is known before it is read. */
interface BodySource {
  /** The bytes, where somebody has kept them. */
  readonly kept: Uint8Array | null
  /** What to change in the host, where somebody else has read the body. */
  readonly remedy: string | null
  /** The header `content-length`. */
  readonly announced: string | null | undefined
  /** @throws InterkassaError `body-too-large` beyond `limit`, `bad-request` where the client went away. */
  readonly read: (limit: number) => Promise<Uint8Array>
}

/**
 * The bytes of a body, at most `limit` of them: it begins no reading where more are announced, and stops there
 * whatever was announced.
 *
 * @throws InterkassaError `body-too-large`; `body-already-read` where the stream is used up and no bytes were kept, with
 *   the line to change; `bad-request` where the client went away, which is no trouble of ours.
 */
export async function takeBody(
  { kept, remedy, announced, read }: BodySource,
  limit: number = LIMITS.bodyBytes
): Promise<Uint8Array> {
  if (kept && kept.byteLength > limit) throw tooLarge(limit)
  if (kept) return kept
  if (remedy !== null) {
    throw new InterkassaError('body-already-read', `the body was read before it came here; ${remedy}`)
  }
  if (Number(announced) > limit) throw tooLarge(limit)
  return read(limit)
}

/** The bytes of a request's body, by {@link takeBody}. */
export function readBody(request: Request, limit?: number): Promise<Uint8Array> {
  const source = {
    kept: rawBodies.get(request) ?? null,
    remedy: readElsewhere.get(request) ?? (request.bodyUsed ? BODY_REMEDIES.fetchHandler : null),
    announced: request.headers.get('content-length'),
    read: (atMost: number) => readStream(request, atMost)
  }
  return takeBody(source, limit)
}

async function readStream(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength
      if (length > limit) throw tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (!request.signal.aborted) throw cause
    throw clientGone(cause)
  }
  return Buffer.concat(chunks)
}

export const tooLarge = (limit: number) =>
  new InterkassaError('body-too-large', `expected at most ${limit} bytes`)

/** Where a body has no end because its sender is gone. */
export const clientGone = (cause: unknown) =>
  new InterkassaError('bad-request', 'the client went away before its body had come', { cause })
