import { InterkassaError, LIMITS } from '../../protocol/index.js'
import { orderIdSchema } from '../../protocol/schemas.js'
import { failure, json } from '../calls/answers.js'
import type { Call } from '../calls/call.js'
import { issueSession } from '../selling/issue-session.js'
import type { Route } from './route.js'

/**
 * `POST /session` with `{"orderId": …}` and nothing else: what the order costs is the server's to know. Answers the
 * CheckoutSession, or the status token of an order that is paid.
 */
export const handleSession: Route = async (call, { settings, origins }) => {
  const preflight = origins.preflight(call)
  if (preflight) return preflight
  const headers = origins.cors(call)
  if (call.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', call.method), { allow: 'POST' })
  }
  origins.check(call)
  const issued = await issueSession(settings, await readOrderId(call), call.toRequest())
  switch (issued.kind) {
    case 'open':
      return json(200, issued.session, headers)
    case 'paid':
      return json(409, { error: 'order-paid', statusToken: issued.statusToken }, headers)
    case 'unknown':
      return failure(new InterkassaError('order-unknown', 'no such order'), headers)
    case 'exhausted':
      return failure(new InterkassaError('attempts-exhausted', 'no attempt is left'), headers)
    case 'too-many':
      return failure(new InterkassaError('too-many-attempts', 'too many attempts'), {
        ...headers,
        'retry-after': String(issued.retryAfter)
      })
  }
}

async function readOrderId(call: Call): Promise<string> {
  if (!/^application\/json(?: ?; ?charset=utf-8)?$/i.test(call.headers.get('content-type') ?? '')) {
    throw new InterkassaError('unsupported-media-type', 'expected application/json')
  }
  const text = Buffer.from(await call.readBody(LIMITS.orderBodyBytes)).toString('utf8')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new InterkassaError('bad-request', 'expected JSON', { cause })
  }
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const [name, value] = members.length === 1 ? (members[0] ?? []) : []
  const orderId = name === 'orderId' ? orderIdSchema.safeParse(value) : null
  if (!orderId?.success)
    throw new InterkassaError('bad-request', 'expected {"orderId": "…"} and nothing else')
  return orderId.data
}
