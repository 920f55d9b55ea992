import { InterkassaError } from '../protocol/index.js'
import { aborted, wait } from './abort.js'
import type { ApiSettings } from './options.js'
import type { Call, Transport, Tried } from './transport.js'

/** `cause` of an error whose answer carried `Retry-After`: milliseconds for which not to ask again. */
export interface ApiPause {
  readonly retryAfter: number
}

/** The longest pause before another try, in milliseconds. Where the gateway asks for more, the read fails. */
const LONGEST_PAUSE = 30_000

/**
 * Asks, and asks again where that may help: a read, for its bounded number of further tries. Pauses double, each with
 * jitter, so that many shops do not come back at once; `Retry-After` is obeyed. Whatever is no read is asked once:
 * nobody knows whether a refund that was not answered was made.
 *
 * @throws InterkassaError an `api-…` code, and nothing else.
 */
export async function ask(
  transport: Transport,
  { retries, retryDelay }: Pick<ApiSettings, 'retries' | 'retryDelay'>,
  call: Call,
  signal?: AbortSignal
): Promise<unknown> {
  const further = call.method === 'GET' ? retries : 0
  for (let tries = 0; ; tries++) {
    const tried = await transport(call, signal)
    if (tried.kind === 'data') return tried.data
    const pause = pauseAfter(tried, retryDelay * 2 ** tries)
    if (!tried.mayRetry || tries >= further || pause > LONGEST_PAUSE) throw withPause(tried.error, tried)
    if (!(await wait(pause, signal))) throw aborted()
  }
}

/** Tells the caller what the gateway has asked for. */
function withPause(error: InterkassaError, { retryAfter }: Tried): InterkassaError {
  if (!retryAfter || error.cause !== undefined) return error
  const cause: ApiPause = { retryAfter }
  return new InterkassaError(error.code, error.message, { cause })
}

function pauseAfter({ retryAfter }: Tried, longest: number): number {
  const own = Math.min(longest, LONGEST_PAUSE) * (0.5 + Math.random() / 2)
  return Math.max(own, retryAfter ?? 0)
}
