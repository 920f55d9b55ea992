import { readBody } from './read-body.js'

/** What is read of a request by whoever looks at it alone. A `Request` is one. */
export type CallHead = Pick<Request, 'method' | 'url'> & { readonly headers: Pick<Headers, 'get'> }

/** One request to a route, wherever it comes from. Of `url` only what follows the host means anything. */
export interface Call extends CallHead {
  /**
   * The bytes of the body, 16 KiB of them unless said otherwise.
   *
   * @throws InterkassaError as {@link readBody} does.
   */
  readonly readBody: (limit?: number) => Promise<Uint8Array>
  /** What the shop's own functions are given of it. */
  readonly toRequest: () => Request
}

/** The call that a request makes. */
export function callOf(request: Request): Call {
  const { method, url, headers } = request
  return {
    method,
    url,
    headers,
    readBody: (limit) => readBody(request, limit),
    toRequest: () => request
  }
}
