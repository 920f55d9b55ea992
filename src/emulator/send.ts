import type { Address } from './addresses.js'

/** Names and values in the order in which they are sent. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/** An address with the fields in its query, behind what stood there before. */
export function withQuery(url: string, fields: Pairs): string {
  const full = new URL(url)
  for (const [name, value] of fields) full.searchParams.append(name, value)
  return full.href
}

/** How the shop answered one try: with a status, or not at all. */
export type Answer =
  { readonly status: number } | { readonly failed: 'timeout' | 'no-connection' | 'stopped' }

/** Calls the shop once. Redirects are not followed: they are an answer like any other. */
export async function send(
  { url, method }: Address,
  fields: Pairs,
  timeout: number,
  stopped: AbortSignal
): Promise<Answer> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeout)])
  try {
    const response = await fetch(method === 'get' ? withQuery(url, fields) : url, {
      ...(method === 'post' && {
        method,
        body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
      }),
      redirect: 'manual',
      signal
    })
    await response.arrayBuffer()
    return { status: response.status }
  } catch (error) {
    if (stopped.aborted) return { failed: 'stopped' }
    return {
      failed: error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'no-connection'
    }
  }
}
