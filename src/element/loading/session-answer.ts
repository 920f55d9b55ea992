import { isLoopbackGateway, parseSession, STATUS_TOKEN, type SessionContext } from '../../protocol/index.js'
import { networkError, ROUTE_ERRORS, sessionError } from '../checkout-error.js'
import type { CheckoutEvent } from '../checkout-state.js'
import { ownMember, parseJson } from '../page/json.js'
import type { Answer } from '../page/shop.js'

/** What this page demands of a session. Any other gateway than the real one must be on this very machine. */
export function sessionContext(gateway: string | null): SessionContext {
  const named = gateway !== null && isLoopbackGateway(gateway) ? gateway : undefined
  return { gateway: named, origin: location.origin, now: Date.now() }
}

/** What the session route's answer means. */
export function readSessionAnswer(answer: Answer, context: SessionContext): CheckoutEvent {
  if (typeof answer === 'string') return { type: 'refused', error: networkError(answer) }
  const { status, text, retryAt } = answer
  if (status === 200) {
    const result = parseSession(text, context)
    return result.ok
      ? { type: 'loaded', session: result.session }
      : { type: 'refused', error: sessionError(result.error) }
  }
  const body = parseJson(text)
  const code = ROUTE_ERRORS.find((known) => known === ownMember(body, 'error')) ?? 'http-status'
  const statusToken = ownMember(body, 'statusToken')
  if (code === 'order-paid' && typeof statusToken === 'string' && STATUS_TOKEN.test(statusToken)) {
    return { type: 'order-paid', statusToken }
  }
  const retryable = status >= 500 || status === 429
  return { type: 'refused', error: { code, origin: 'shop', retryable, retryAt } }
}
