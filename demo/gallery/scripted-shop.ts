import type { InterkassaCheckout } from '../../src/element/index.js'

/** An answer of the shop's server, or the network's failure to bring one. */
export type Reply = () => Promise<Response>

/**
 * What the shop's server says on each of its routes: the first reply first, and the last one from then on. A route
 * without replies never answers.
 */
export interface Script {
  readonly session?: readonly Reply[]
  readonly status?: readonly Reply[]
  readonly leave?: readonly Reply[]
}

/** A `fetch` for the element, behind which there is nobody but the script. */
export function shopOf(script: Script): InterkassaCheckout['fetch'] {
  const asked = new Map<string, number>()
  return (url) => {
    const route = /\/(\w+)(?:\?|$)/.exec(url)?.[1] ?? ''
    const replies = new Map(Object.entries<readonly Reply[]>({ ...script })).get(route) ?? []
    const count = asked.get(route) ?? 0
    asked.set(route, count + 1)
    const reply = replies[Math.min(count, replies.length - 1)]
    return reply ? reply() : new Promise(() => undefined)
  }
}

/** An answer in JSON. It is written when it is asked for, since a session is of its moment. */
export const json =
  (body: () => unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
  () =>
    Promise.resolve(Response.json(body(), { status, headers }))

/** A refusal, with the code that the route gives. */
export const refusal = (status: number, error: string, headers?: Readonly<Record<string, string>>): Reply =>
  json(() => ({ error }), status, headers)

/** Silence after a departure: nobody waits for more than that it was heard. */
export const heard: Reply = () => Promise.resolve(new Response(null, { status: 204 }))

/** No network. */
export const offline: Reply = () => Promise.reject(new TypeError('Failed to fetch'))
