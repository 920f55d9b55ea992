import { InterkassaError } from '../../protocol/index.js'
import { failure, plain } from '../calls/answers.js'
import { orderKeyOf } from '../judging/record-message.js'
import { noteSent } from '../selling/note-sent.js'
import { attemptByToken } from '../selling/status-token.js'
import type { Route } from './route.js'

/**
 * `POST /leave?t=<token>`: the payer is on the way to the gateway with this attempt, so the next session gets another
 * one. Says the same to every token, as often as it comes.
 */
export const handleLeave: Route = async (call, { settings, origins }) => {
  const preflight = origins.preflight(call)
  if (preflight) return preflight
  const headers = origins.cors(call)
  if (call.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', call.method), { ...headers, allow: 'POST' })
  }
  const attempt = await attemptByToken(settings, new URL(call.url).searchParams.get('t'))
  if (attempt) {
    const { paymentNo } = attempt
    await settings.ledger.transaction(orderKeyOf(attempt), (transaction) =>
      noteSent(transaction, paymentNo, Date.now())
    )
  }
  return plain(204, null, headers)
}
