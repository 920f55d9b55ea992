/** Milliseconds that anybody is given to answer. */
export const PATIENCE = 20_000

/** `fetch`, as the element overrides it in tests. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>

/** What came of asking the shop's server. */
export type Answer =
  | {
      readonly status: number
      readonly text: string
      /** Milliseconds since 1970 before which not to ask again. */
      readonly retryAt: number | undefined
    }
  | 'timeout'
  | 'unreachable'

/** Asks, waits {@link PATIENCE} at most, and never throws. What comes after `signal` is for nobody. */
export async function ask(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  signal: AbortSignal
): Promise<Answer> {
  const call = new AbortController()
  const abort = () => call.abort()
  const timer = setTimeout(() => call.abort('timeout'), PATIENCE)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    const response = await fetch(url, { ...init, credentials: 'include', signal: call.signal })
    return { status: response.status, text: await response.text(), retryAt: retryAt(response.headers) }
  } catch {
    return call.signal.reason === 'timeout' ? 'timeout' : 'unreachable'
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

/** The address of one of the shop's routes below `src`. */
export function routeOf(src: string, route: 'session' | 'status' | 'leave', statusToken?: string): string {
  const query = statusToken === undefined ? '' : `?t=${statusToken}`
  return `${src.replace(/\/+$/, '')}/${route}${query}`
}

function retryAt(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const moment = /^\d+$/.test(value) ? Date.now() + Number(value) * 1000 : Date.parse(value)
  return Number.isNaN(moment) ? undefined : moment
}
