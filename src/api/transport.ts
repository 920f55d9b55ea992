import { InterkassaError } from '../protocol/index.js'
import { aborted, untilAborted } from './abort.js'
import { readAnswer, type Answer } from './envelope.js'
import type { ApiSettings } from './options.js'
import { redactor, type Redact } from './redact.js'

/** One request, in the API's own words. */
export interface Call {
  readonly method: 'GET' | 'POST'
  /** Below the base URL, such as `co-invoice/77700001`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  /** What a POST says. */
  readonly form?: Readonly<Record<string, string | undefined>>
  /** The business account in whose name is asked. */
  readonly accountId?: string | null
  /** Whether it is asked without credentials. */
  readonly isPublic?: boolean
}

/** What came of one try, and when the gateway wants to be asked again, in milliseconds from now. */
export type Tried = Answer & { readonly retryAfter?: number | null }

export type Transport = (call: Call, signal?: AbortSignal) => Promise<Tried>

/** An answer is read up to here, in bytes; a day of many thousand invoices is well below it. */
const LONGEST_ANSWER = 16 * 1024 * 1024

/** Asks once, within the time-out. Everything that can go wrong is an answer, too; nothing is thrown. */
export function createTransport(settings: ApiSettings): Transport {
  const redact = redactor(settings.authorization)
  return async (call, signal) => {
    const tooLong = AbortSignal.timeout(settings.timeout)
    const stop = signal ? AbortSignal.any([signal, tooLong]) : tooLong
    try {
      return await untilAborted(stop, () => exchange(settings, call, stop, redact))
    } catch (error) {
      return failureOf(error, settings, { isAborted: signal?.aborted === true, isLate: tooLong.aborted })
    }
  }
}

async function exchange(
  settings: ApiSettings,
  call: Call,
  signal: AbortSignal,
  redact: Redact
): Promise<Tried> {
  const response = await settings.fetch(requestOf(settings, call, signal))
  const text = await readText(response)
  if (text === null) {
    const error = new InterkassaError('api-bad-answer', `expected at most ${LONGEST_ANSWER} bytes`)
    return { kind: 'failed', error, mayRetry: false }
  }
  return {
    ...readAnswer(response.status, text, redact),
    retryAfter: retryAfterOf(response.headers.get('retry-after'))
  }
}

function requestOf({ baseUrl, authorization }: ApiSettings, call: Call, signal: AbortSignal): Request {
  const url = new URL(baseUrl + call.path)
  for (const [name, value] of given(call.query)) url.searchParams.set(name, value)
  return new Request(url, {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...(call.isPublic !== true && { authorization }),
      ...(call.accountId && { 'ik-api-account-id': call.accountId })
    },
    ...(call.form && { body: new URLSearchParams(given(call.form)) }),
    // The key is for this address alone.
    redirect: 'manual',
    signal
  })
}

const given = (values: Readonly<Record<string, string | undefined>> = {}): [string, string][] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))

async function readText({ body }: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > LONGEST_ANSWER) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function failureOf(
  error: unknown,
  { timeout }: ApiSettings,
  { isAborted, isLate }: { isAborted: boolean; isLate: boolean }
): Tried {
  if (isAborted) return { kind: 'failed', error: aborted(), mayRetry: false }
  if (isLate) {
    const late = new InterkassaError('api-timeout', `the gateway has not answered in ${timeout} ms`)
    return { kind: 'failed', error: late, mayRetry: true }
  }
  // The network's own error may hold the request with its header, so only its code is passed on.
  const { code } = ((error as Error | undefined)?.cause ?? {}) as { readonly code?: unknown }
  const why = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? `: ${code}` : ''
  const unreachable = new InterkassaError('api-unreachable', `the gateway cannot be reached${why}`)
  return { kind: 'failed', error: unreachable, mayRetry: true }
}

/** Seconds, or a date. */
function retryAfterOf(text: string | null): number | null {
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : Math.max(0, time - Date.now())
}
