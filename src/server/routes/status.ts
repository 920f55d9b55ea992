import { InterkassaError } from '../../protocol/index.js'
import { failure, json } from '../calls/answers.js'
import { statusOf } from '../judging/order-state.js'
import { orderKeyOf } from '../judging/record-message.js'
import type { AttemptRecord, OrderRecords } from '../ledger/ledger.js'
import { attemptByToken } from '../selling/status-token.js'
import type { Route } from './route.js'

/** `GET /status?t=<token>`: the ledger's word, to whoever holds the token. Every other token gets one same 404. */
export const handleStatus: Route = async (call, { settings, origins, reconciler }) => {
  const preflight = origins.preflight(call)
  if (preflight) return preflight
  const headers = { ...origins.cors(call), 'referrer-policy': 'no-referrer' }
  if (call.method !== 'GET' && call.method !== 'HEAD') {
    return failure(new InterkassaError('method-not-allowed', call.method), {
      ...headers,
      allow: 'GET, HEAD'
    })
  }
  const attempt = await attemptByToken(settings, new URL(call.url).searchParams.get('t'))
  if (!attempt) return failure(new InterkassaError('not-found', 'no such token'), headers)
  const records = await settings.ledger.read(orderKeyOf(attempt))
  if (isWorthAsking(attempt, records)) reconciler.kick(attempt)
  return json(200, { ...statusOf(records, attempt), orderId: attempt.orderId }, headers)
}

/** Milliseconds in which nobody pays and comes back. */
const SHORTEST_VISIT = 15_000

/**
 * Somebody waits for an attempt of which nothing was heard, and may have come back by an address without a token: then
 * this is the first that we learn of it. The gateway is asked once; afterwards the attempt's own plan goes on.
 */
function isWorthAsking(attempt: AttemptRecord, { invoices }: OrderRecords): boolean {
  const { sentAt, lookUp, paymentNo } = attempt
  const isAway = sentAt !== null && Date.now() - sentAt >= SHORTEST_VISIT
  const isHeardOf = invoices.some((invoice) => invoice.paymentNo === paymentNo)
  return isAway && !isHeardOf && lookUp.lastAt === null
}
