import { InterkassaError, LIMITS } from '../../protocol/index.js'
import { orderIdSchema } from '../../protocol/schemas.js'
import { failure, json } from '../answers.js'
import { issueSession } from '../issue-session.js'
import { readBody } from '../read-body.js'
import type { Route } from './route.js'

/**
 * `POST /session` with `{"orderId": …}` and nothing else: what the order costs is the server's to know. Answers the
 * CheckoutSession, or the status token of an order that is paid.
 */
export const handleSession: Route = async (request, { settings, origins }) => {
  const preflight = origins.preflight(request)
  if (preflight) return preflight
  const headers = origins.cors(request)
  if (request.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', request.method), { allow: 'POST' })
  }
  origins.check(request)
  const issued = await issueSession(settings, await readOrderId(request), request)
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

async function readOrderId(request: Request): Promise<string> {
  if (!/^application\/json(?: ?; ?charset=utf-8)?$/i.test(request.headers.get('content-type') ?? '')) {
    throw new InterkassaError('unsupported-media-type', 'expected application/json')
  }
  const text = Buffer.from(await readBody(request, LIMITS.orderBodyBytes)).toString('utf8')
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
