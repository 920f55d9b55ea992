import { z } from 'zod'
import { InterkassaError } from '../protocol/index.js'
import type { Redact } from './redact.js'

/** What the gateway itself said of an error: `cause` of an `api-refused` or `api-denied`. */
export interface ApiRefusal {
  /** The HTTP status. */
  readonly status: number
  /** Its own code, such as 1106 for a balance that is too small; null where it gave none. */
  readonly code: number | null
  readonly message: string
}

/** An answer that was read: what it brought, or what went wrong and whether asking again may help. */
export type Answer =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'failed'; readonly error: InterkassaError; readonly mayRetry: boolean }

/** The gateway's code and the SDK compare loosely, so numbers come as text, too. */
const codeSchema = z.union([z.int(), z.string().regex(/^\d{1,6}$/)]).transform(Number)

/** `{status, code, data, message}`. Source: interkassa/php-sdk `src/Response/ApiResponseBuilder.php`. */
const envelopeSchema = z.object({
  status: z.string().optional(),
  code: codeSchema,
  data: z.unknown().optional(),
  message: z.string().optional()
})

/** `Auth: api not enabled for current user`, as one integrator has noted it down. */
const NOT_ENABLED = 4

/** Judges an answer by its status and its text. Nothing is thrown, whatever it holds. */
export function readAnswer(status: number, text: string, redact: Redact): Answer {
  const envelope = parse(text)
  const message = redact(messageOf(envelope))
  const refusal: ApiRefusal = { status, code: envelope?.code ?? null, message }
  const words = message === '' ? '' : `: ${message}`
  if (status === 401 || status === 403) {
    return failed('api-denied', `the gateway does not let these credentials in (${status})${words}`, {
      cause: refusal
    })
  }
  if (status === 429) return failed('api-busy', 'the gateway was asked too often', {}, true)
  if (status >= 500) return failed('api-failed', `the gateway failed with ${status}${words}`, {}, true)
  if (!envelope) {
    return failed('api-bad-answer', `expected the gateway's JSON, found ${shapeOf(status, text)}`, {}, true)
  }
  if (envelope.code === NOT_ENABLED) {
    return failed('api-denied', `the gateway denied access${words}`, { cause: refusal })
  }
  if (envelope.code !== 0 || (envelope.status ?? 'ok') !== 'ok') {
    return failed('api-refused', `the gateway refused with ${envelope.code}${words}`, { cause: refusal })
  }
  if (status !== 200) {
    return failed('api-bad-answer', `expected 200 with what was asked for, found ${status}`, {}, true)
  }
  return { kind: 'data', data: envelope.data }
}

function failed(
  code: 'api-denied' | 'api-refused' | 'api-busy' | 'api-failed' | 'api-bad-answer',
  message: string,
  options: ErrorOptions = {},
  mayRetry = false
): Answer {
  return { kind: 'failed', error: new InterkassaError(code, message, options), mayRetry }
}

function parse(text: string): z.infer<typeof envelopeSchema> | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The SDK prefers `data["@resultMessage"]`. */
function messageOf(envelope: z.infer<typeof envelopeSchema> | null): string {
  const detail = z.object({ '@resultMessage': z.string() }).safeParse(envelope?.data)
  return detail.success ? detail.data['@resultMessage'] : (envelope?.message ?? '')
}

function shapeOf(status: number, text: string): string {
  const kind = text === '' ? 'nothing' : /^\s*</.test(text) ? 'a page' : 'something else'
  return `${kind} with ${status}`
}
