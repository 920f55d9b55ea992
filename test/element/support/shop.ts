/** A request as it reached the shop. */
export interface ShopRequest {
  readonly url: string
  readonly init: RequestInit
}

type Reply = Response | Error | Promise<Response>

/**
 * The shop's server behind the element's `fetch`. Each route answers with the next of its replies, and with the last one
 * from then on. A route without replies never answers.
 */
export class FakeShop {
  readonly requests: ShopRequest[] = []
  readonly #replies = new Map<string, (() => Reply)[]>()

  /** What this route will answer, in order. */
  on(route: 'session' | 'status' | 'leave', ...replies: (() => Reply)[]): this {
    this.#replies.set(route, replies)
    return this
  }

  /** The requests to one route. */
  to(route: 'session' | 'status' | 'leave'): ShopRequest[] {
    return this.requests.filter(({ url }) => routeOf(url) === route)
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    if (init.signal?.aborted) return Promise.reject(new DOMException('aborted', 'AbortError'))
    this.requests.push({ url, init })
    const replies = this.#replies.get(routeOf(url)) ?? []
    const reply =
      (replies.length > 1 ? replies.shift() : replies[0])?.() ?? new Promise<Response>(() => undefined)
    const answer = reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply)
    const abortion = new Promise<never>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })
    return Promise.race([answer, abortion])
  }
}

/** A JSON answer. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (): Response =>
    answer(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** An answer that is a page of HTML. */
export const page =
  (status = 200) =>
  (): Response =>
    answer('<!doctype html><h1>Sorry</h1>', { status, headers: { 'content-type': 'text/html' } })

/** An answer that breaks off. */
export const half = (): Response => answer('{"version":1,', { status: 200 })

/** An answer without a body. */
export const empty = (): Response => answer(null, { status: 204 })

/** No network. */
export const offline = (): Error => new TypeError('Failed to fetch')

/** A response whose text is there at once, so that a test need not guess how long reading it takes. */
function answer(text: string | null, init: ResponseInit): Response {
  return Object.assign(new Response(text, init), { text: () => Promise.resolve(text ?? '') })
}

const routeOf = (url: string) => /\/(\w+)(?:\?|$)/.exec(url)?.[1] ?? ''
