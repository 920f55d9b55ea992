import { InterkassaError, TEST_PAYWAY, type CheckoutSession } from '../../protocol/index.js'
import { orderSchema, type Order, type Payway } from '../../protocol/schemas.js'
import type { Settings } from '../options.js'
import { createSession } from '../signing/create-session.js'
import { noteSent } from './note-sent.js'
import { openAttempt, type EarlierAttempt, type Opening } from './open-attempt.js'

export type IssuedSession =
  | { readonly kind: 'open'; readonly session: CheckoutSession; readonly earlier: EarlierAttempt | null }
  | Exclude<Opening, { kind: 'open' | 'stale' }>
  | { readonly kind: 'unknown' }

/** A session that may be handed out, and what its payer may have paid before. */
export type Offer = Pick<Extract<IssuedSession, { kind: 'open' }>, 'session' | 'earlier'>

const TRIES = 5

/**
 * Makes the session of an order for whoever asks, after the shop has said that it is theirs. The forms' fingerprints
 * are durable before a form leaves the server. Where `isSent` says so, the attempt counts as taken to the gateway.
 */
export async function issueSession(
  settings: Settings,
  orderId: string,
  request: Request,
  isSent: (offer: Offer) => boolean = () => false
): Promise<IssuedSession> {
  let known = 0
  for (let tries = 0; tries < TRIES; tries++) {
    const order = await loadOrder(settings, orderId, request)
    if (!order) return { kind: 'unknown' }
    const issued = await issueFor(settings, orderId, order, known, isSent)
    if (issued.kind !== 'stale') return issued
    known = issued.known
  }
  throw new InterkassaError('unavailable', `order ${orderId} changed ${TRIES} times while it was looked at`)
}

async function issueFor(
  settings: Settings,
  orderId: string,
  order: Order,
  known: number,
  isSent: (offer: Offer) => boolean
): Promise<IssuedSession | Extract<Opening, { kind: 'stale' }>> {
  const { account, ledger, baseUrl, urls, lifetime, gateway } = settings
  const { checkoutId, mode } = account
  const key = { checkoutId, mode, orderId }
  const offered = await paywaysFor(settings, order)
  const now = Date.now()
  return ledger.transaction(key, async (transaction) => {
    const plan = { key, order, known, offered, baseUrl, urls, lifetime, now }
    const opening = await openAttempt(transaction, plan)
    if (opening.kind !== 'open') return opening
    const { attempt, earlier } = opening
    const { session, fingerprints } = createSession(account, attempt, attempt.offered, { gateway, now })
    await transaction.rememberIssued(fingerprints)
    const offer = { session: { ...session, ...(earlier && { earlier: earlierOf(earlier) }) }, earlier }
    if (isSent(offer)) await noteSent(transaction, attempt.paymentNo, now)
    return { kind: 'open', ...offer }
  })
}

async function loadOrder({ loadOrder }: Settings, orderId: string, request: Request): Promise<Order | null> {
  const order = await loadOrder(orderId, request)
  if (!order) return null
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

function earlierOf({ attempt: { statusToken, sentAt, openedAt } }: EarlierAttempt) {
  return { statusToken, startedAt: new Date(sentAt ?? openedAt).toISOString() }
}
