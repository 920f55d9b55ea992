import { InterkassaError } from '../../protocol/index.js'
import { failure, json } from '../answers.js'
import { statusOf } from '../order-state.js'
import { orderKeyOf } from '../record-notification.js'
import { attemptByToken } from '../status-token.js'
import type { Route } from './route.js'

/** `GET /status?t=<token>`: the ledger's word, to whoever holds the token. Every other token gets one same 404. */
export const handleStatus: Route = async (request, { settings, origins }) => {
  const preflight = origins.preflight(request)
  if (preflight) return preflight
  const headers = { ...origins.cors(request), 'referrer-policy': 'no-referrer' }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failure(new InterkassaError('method-not-allowed', request.method), {
      ...headers,
      allow: 'GET, HEAD'
    })
  }
  const attempt = await attemptByToken(settings, new URL(request.url).searchParams.get('t'))
  if (!attempt) return failure(new InterkassaError('not-found', 'no such token'), headers)
  const records = await settings.ledger.read(orderKeyOf(attempt))
  return json(200, { ...statusOf(records, attempt), orderId: attempt.orderId }, headers)
}
