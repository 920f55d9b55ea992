import { TEST_PAYWAY, type CheckoutSession } from '../protocol/index.js'
import { InterkassaError } from '../protocol/index.js'
import { orderSchema, type Order, type Payway } from '../protocol/schemas.js'
import { createSession } from './create-session.js'
import type { AttemptRecord } from './ledger/ledger.js'
import { openAttempt, type Opening } from './open-attempt.js'
import type { Settings } from './options.js'

export type IssuedSession =
  | { readonly kind: 'open'; readonly session: CheckoutSession; readonly attempt: AttemptRecord }
  | Exclude<Opening, { kind: 'open' }>
  | { readonly kind: 'unknown' }

/**
 * Makes the session of an order for whoever asks, after the shop has said that it is theirs. The forms' fingerprints
 * are durable before a form leaves the server. Where `isSent` says so, the attempt counts as taken to the gateway.
 */
export async function issueSession(
  settings: Settings,
  orderId: string,
  request: Request,
  isSent: (session: CheckoutSession) => boolean = () => false
): Promise<IssuedSession> {
  const { account, ledger, baseUrl, urls, lifetime, gateway } = settings
  const order = await loadOrder(settings, orderId, request)
  if (!order) return { kind: 'unknown' }
  const { checkoutId, mode } = account
  const key = { checkoutId, mode, orderId }
  const offered = await paywaysFor(settings, order)
  const now = Date.now()
  return ledger.transaction<IssuedSession>(key, async (transaction) => {
    const opening = await openAttempt(transaction, { key, order, offered, baseUrl, urls, lifetime, now })
    if (opening.kind !== 'open') return opening
    const { attempt, earlier } = opening
    const { session, fingerprints } = createSession(account, attempt, attempt.offered, { gateway, now })
    await transaction.rememberIssued(fingerprints)
    if (isSent(session)) await transaction.markSent(attempt.paymentNo, now)
    return { kind: 'open', attempt, session: { ...session, ...(earlier && { earlier: earlierOf(earlier) }) } }
  })
}

async function loadOrder({ loadOrder }: Settings, orderId: string, request: Request): Promise<Order | null> {
  const order = await loadOrder(orderId, request)
  if (order === null) return null
  const { amount, currency, description, payways } = order
  const parsed = orderSchema.safeParse({ amount, currency, description, payways })
  if (!parsed.success) throw new InterkassaError('bad-order', `order ${orderId}: ${parsed.error.message}`)
  return parsed.data
}

/** In test mode no money may move, so whatever the merchant lists, the test payway stands for all of it. */
async function paywaysFor({ account, payways }: Settings, order: Order): Promise<readonly Payway[]> {
  if (account.mode === 'test') return [{ id: TEST_PAYWAY }]
  return typeof payways === 'function' ? payways(order) : payways
}

function earlierOf({ statusToken, sentAt, openedAt }: AttemptRecord) {
  return { statusToken, startedAt: new Date(sentAt ?? openedAt).toISOString() }
}
