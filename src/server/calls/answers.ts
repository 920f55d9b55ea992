import { InterkassaError, type ErrorCode } from '../../protocol/index.js'

/** Payments are nobody's to cache, and no answer of ours is to be taken for another type. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** The HTTP status of each error that a route may answer with. Every other error is our own trouble: 503. */
const STATUS: ReadonlyMap<ErrorCode, number> = new Map([
  ['bad-request', 400],
  ['forbidden-origin', 403],
  ['order-unknown', 404],
  ['not-found', 404],
  ['method-not-allowed', 405],
  ['attempts-exhausted', 409],
  ['body-too-large', 413],
  ['unsupported-media-type', 415],
  ['unsupported-encoding', 415],
  ['too-many-attempts', 429],
  ['body-already-read', 500],
  ['unavailable', 503]
])

/** Whether a route may tell a browser this error's code, and whether it is this one. */
export function isPublic(error: unknown, code?: ErrorCode): boolean {
  return error instanceof InterkassaError && STATUS.has(error.code) && (code ?? error.code) === error.code
}

/** Tells the operator what the browser is not told. The address itself is not logged: it may hold a token. */
export function logFailure(route: string, error: unknown): void {
  console.error(`interkassa-checkout: ${route} failed`, error)
}

/** What a route answers. */
export interface Answer {
  readonly status: number
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The answer as fetch knows it. */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers })
}

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...HEADERS, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  }
}

/** An answer of plain text, or of nothing. */
export function plain(
  status: number,
  body: string | null,
  headers: Readonly<Record<string, string>> = {}
): Answer {
  const type: Record<string, string> = body === null ? {} : { 'content-type': 'text/plain; charset=utf-8' }
  return { status, headers: { ...HEADERS, ...type, ...headers }, body }
}

/**
 * What a browser is told of an error: a public code and nothing more. A path, a text of the database or the expected
 * signature would help only an attacker.
 */
export function failure(error: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const code: ErrorCode = error instanceof InterkassaError && isPublic(error) ? error.code : 'unavailable'
  const status = STATUS.get(code) ?? 503
  return json(status, { error: code }, { ...(status === 503 && { 'retry-after': '5' }), ...headers })
}
