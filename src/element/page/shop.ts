/** Milliseconds that anybody is given to answer. */
export const PATIENCE = 20_000

/** Whoever can ask the shop: the element, whose `fetch` a test may replace. */
export interface Asker {
  fetch(input: string, init: RequestInit): Promise<Response>
}

/** What came of asking the shop's server. */
export type Answer =
  | {
      readonly status: number
      readonly text: string
      /** Milliseconds since 1970 before which not to ask again. */
      readonly retryAt?: number | undefined
    }
  | 'timeout'
  | 'unreachable'

/** Asks, waits {@link PATIENCE} at most, and never throws. Null once `call` was aborted: nobody waits any more. */
export async function ask(
  asker: Asker,
  url: string,
  init: RequestInit,
  call: AbortController
): Promise<Answer | null> {
  const timer = setTimeout(() => call.abort('timeout'), PATIENCE)
  const answer = await fetchText(asker, url, { ...init, credentials: 'include', signal: call.signal })
  clearTimeout(timer)
  const { aborted, reason } = call.signal as { aborted: boolean; reason: unknown }
  if (!aborted) return answer
  return reason === 'timeout' ? reason : null
}

/** The address of one of the shop's routes below `src`. */
export function routeOf(src: string, route: 'session' | 'status' | 'leave', statusToken?: string): string {
  const query = statusToken === undefined ? '' : `?t=${statusToken}`
  return `${src.replace(/(^|[^/])\/+$/, '$1')}/${route}${query}`
}

async function fetchText(asker: Asker, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await asker.fetch(url, init)
    return { status: response.status, text: await response.text(), retryAt: retryAt(response.headers) }
  } catch {
    return 'unreachable'
  }
}

function retryAt(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? ''
  const moment = /^\d+$/.test(value) ? Date.now() + Number(value) * 1000 : Date.parse(value)
  return Number.isNaN(moment) ? undefined : moment
}
